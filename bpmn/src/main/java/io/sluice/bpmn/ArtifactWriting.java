package io.sluice.bpmn;

import io.sluice.engine.definition.Layout;
import io.sluice.engine.definition.Layout.Box;
import io.sluice.engine.definition.Layout.Group;
import io.sluice.engine.definition.Layout.Note;
import io.sluice.engine.definition.NodeId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.model.bpmn.instance.Category;
import org.camunda.bpm.model.bpmn.instance.CategoryValue;
import org.camunda.bpm.model.bpmn.instance.Definitions;
import org.camunda.bpm.model.bpmn.instance.Text;
import org.camunda.bpm.model.bpmn.instance.TextAnnotation;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnPlane;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/// Writes notes as text annotations, groups as groups whose title is a category value.
///
/// The id of an artifact holds its place in the list and its own id, so that no two are the same
/// and none is that of a node.
record ArtifactWriting(Elements elements, Layout layout) {
    static final String NOTE = Namespaces.GENERATED + "note-";
    static final String GROUP = Namespaces.GENERATED + "group-";
    private static final String TITLE = Namespaces.GENERATED + "title-";
    private static final double MARGIN = 20;

    /// The titles of groups, which stand beside the process.
    void titles(Definitions definitions) {
        if (layout.groups().isEmpty()) {
            return;
        }
        var category = elements.add(definitions, Category.class, Namespaces.GENERATED + "category");
        for (int i = 0; i < layout.groups().size(); i++) {
            var group = layout.groups().get(i);
            elements.add(category, CategoryValue.class, TITLE + i + "-" + group.id())
                    .setValue(XmlText.visible(group.title()));
        }
    }

    /// What comes after the flow, by the schema.
    void write(ModelElementInstance process) {
        for (int i = 0; i < layout.notes().size(); i++) {
            note(process, i, layout.notes().get(i));
        }
        for (int i = 0; i < layout.groups().size(); i++) {
            group(process, i, layout.groups().get(i));
        }
    }

    private void note(ModelElementInstance process, int index, Note note) {
        var id = NOTE + index + "-" + note.id();
        var annotation = elements.add(process, TextAnnotation.class, id);
        annotation.setTextFormat("text/markdown");
        var json = new LinkedHashMap<String, @Nullable Object>();
        Elements.exactly(json, "text", note.text());
        note.colour().ifPresent(colour -> json.put("colour", colour.name()));
        if (!drawn(note.box()).equals(note.box())) {
            json.put("box", DocumentJson.box(note.box()));
        }
        if (!json.isEmpty()) {
            elements.extension(annotation, "note", json);
        }
        elements.text(annotation, Text.class, "", note.text());
    }

    private void group(ModelElementInstance process, int index, Group group) {
        var element =
                elements.add(
                        process,
                        org.camunda.bpm.model.bpmn.instance.Group.class,
                        GROUP + index + "-" + group.id());
        element.setAttributeValue("categoryValueRef", TITLE + index + "-" + group.id());
        var json = new LinkedHashMap<String, @Nullable Object>();
        Elements.exactly(json, "title", group.title());
        json.put("nodes", group.nodes().stream().map(NodeId::value).toList());
        group.colour().ifPresent(colour -> json.put("colour", colour.name()));
        json.put("collapsed", group.collapsed());
        elements.extension(element, "group", json);
    }

    /// Groups are drawn first: they lie below what stands in them.
    void drawGroups(BpmnPlane plane, Drawing drawing) {
        for (int i = 0; i < layout.groups().size(); i++) {
            var group = layout.groups().get(i);
            shape(plane, GROUP + i + "-" + group.id(), around(group, drawing));
        }
    }

    void drawNotes(BpmnPlane plane) {
        for (int i = 0; i < layout.notes().size(); i++) {
            var note = layout.notes().get(i);
            shape(plane, NOTE + i + "-" + note.id(), drawn(note.box()));
        }
    }

    /// A note of no size is drawn at a size that people can see.
    static Box drawn(Box box) {
        return box.width() > 0 && box.height() > 0 ? box : new Box(box.x(), box.y(), 200, 100);
    }

    private static Box around(Group group, Drawing drawing) {
        List<Box> boxes =
                group.nodes().stream().map(drawing.nodes()::get).filter(Objects::nonNull).toList();
        if (boxes.isEmpty()) {
            return new Box(0, 0, 200, 100);
        }
        double left = boxes.stream().mapToDouble(Box::x).min().orElse(0) - MARGIN;
        double top = boxes.stream().mapToDouble(Box::y).min().orElse(0) - MARGIN;
        double right = boxes.stream().mapToDouble(Shapes::right).max().orElse(0) + MARGIN;
        double bottom = boxes.stream().mapToDouble(Shapes::bottom).max().orElse(0) + MARGIN;
        return new Box(left, top, right - left, bottom - top);
    }

    private void shape(BpmnPlane plane, String of, Box box) {
        var id = Namespaces.GENERATED + "shape-" + of;
        var shape = elements.add(plane, BpmnShape.class, id);
        shape.setAttributeValue("bpmnElement", of);
        DiagramWriting.bounds(elements, shape, box);
    }
}
