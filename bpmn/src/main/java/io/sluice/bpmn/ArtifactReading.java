package io.sluice.bpmn;

import io.sluice.engine.definition.Layout;
import io.sluice.engine.definition.Layout.Box;
import io.sluice.engine.definition.Layout.Colour;
import io.sluice.engine.definition.Layout.Group;
import io.sluice.engine.definition.Layout.Note;
import io.sluice.engine.definition.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/// Reads the text annotations and groups that [ArtifactWriting] wrote. What another tool has
/// changed since — text, title, place — counts more than the extension; those another tool has
/// drawn are foreign parts.
record ArtifactReading(Element process, Map<String, Element> shapes) {

    /// Whether an element is one of ours.
    static boolean ours(Element element) {
        return own(element, ArtifactWriting.NOTE, "textAnnotation")
                || own(element, ArtifactWriting.GROUP, "group");
    }

    private static boolean own(Element element, String prefix, String local) {
        return Dom.is(element, Namespaces.BPMN, local) && Dom.id(element).startsWith(prefix);
    }

    /// @throws IllegalArgumentException if an extension is damaged
    Layout addTo(Layout layout) {
        var notes = new ArrayList<Note>();
        var groups = new ArrayList<Group>();
        for (var child : Dom.children(process)) {
            if (own(child, ArtifactWriting.NOTE, "textAnnotation")) {
                notes.add(note(child));
            } else if (own(child, ArtifactWriting.GROUP, "group")) {
                groups.add(group(child));
            }
        }
        return layout.with(notes, groups);
    }

    private Note note(Element annotation) {
        var json = OwnNodes.extension(annotation, "note").orElse(Map.of());
        var seen =
                Dom.child(annotation, "text")
                        .map(text -> XmlText.visible(text.getTextContent()))
                        .orElse("");
        return new Note(
                id(annotation, ArtifactWriting.NOTE),
                exact(json, "text", seen),
                box(annotation, new NodeJson.Fields(json)),
                colour(json));
    }

    private Box box(Element annotation, NodeJson.Fields in) {
        var seen =
                Optional.ofNullable(shapes.get(Dom.id(annotation)))
                        .flatMap(Layouts::box)
                        .orElse(new Box(0, 0, 0, 0));
        if (!in.has("box")) {
            return seen;
        }
        var exact = DocumentJson.box(in.json().get("box"));
        return ArtifactWriting.drawn(exact).equals(seen) ? exact : seen;
    }

    private Group group(Element group) {
        var json = OwnNodes.extension(group, "group").orElse(Map.of());
        var in = new NodeJson.Fields(json);
        var nodes = in.has("nodes") ? in.texts("nodes") : List.<String>of();
        return new Group(
                id(group, ArtifactWriting.GROUP),
                exact(json, "title", title(group)),
                nodes.stream().map(NodeId::new).toList(),
                colour(json),
                in.has("collapsed") && in.bool("collapsed"));
    }

    private String title(Element group) {
        return Dom.reference(group, group.getAttribute("categoryValueRef")).stream()
                .flatMap(this::titles)
                .findFirst()
                .orElse("");
    }

    private java.util.stream.Stream<String> titles(String id) {
        return Dom.children(process.getOwnerDocument().getDocumentElement()).stream()
                .filter(root -> Dom.is(root, Namespaces.BPMN, "category"))
                .flatMap(category -> Dom.children(category).stream())
                .filter(value -> Dom.id(value).equals(id))
                .map(value -> XmlText.visible(value.getAttribute("value")));
    }

    private static NodeId id(Element element, String prefix) {
        var rest = Dom.id(element).substring(prefix.length());
        return new NodeId(rest.substring(rest.indexOf('-') + 1));
    }

    private static String exact(Map<String, @Nullable Object> json, String field, String seen) {
        return json.get(field) instanceof String exact && XmlText.visible(exact).equals(seen)
                ? exact
                : seen;
    }

    private static Optional<Colour> colour(Map<String, @Nullable Object> json) {
        return json.get("colour") instanceof String name
                ? Optional.of(Colour.valueOf(name))
                : Optional.empty();
    }
}
