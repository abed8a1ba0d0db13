package io.sluice.codec.document;

import io.sluice.engine.definition.Layout;
import io.sluice.engine.definition.Layout.Colour;
import io.sluice.engine.definition.NodeId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A layout as JSON-like data, its keys in their fixed order, defaults left out.
final class LayoutTree {
    private LayoutTree() {}

    static Map<String, @Nullable Object> of(Layout layout) {
        var nodes = new LinkedHashMap<String, @Nullable Object>();
        layout.nodes().forEach((id, box) -> nodes.put(id.value(), box(box)));
        var edges = new LinkedHashMap<String, @Nullable Object>();
        layout.edges()
                .forEach((id, points) ->
                        edges.put(id.value(), points.stream().map(LayoutTree::point).toList()));
        var tree = new LinkedHashMap<String, @Nullable Object>();
        WorkflowTree.putMap(tree, "nodes", nodes);
        WorkflowTree.putMap(tree, "edges", edges);
        if (!layout.notes().isEmpty()) {
            tree.put("notes", layout.notes().stream().map(LayoutTree::note).toList());
        }
        if (!layout.groups().isEmpty()) {
            tree.put("groups", layout.groups().stream().map(LayoutTree::group).toList());
        }
        return tree;
    }

    private static Map<String, @Nullable Object> note(Layout.Note note) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("id", note.id().value());
        tree.put("text", note.text());
        tree.put("box", box(note.box()));
        putColour(tree, note.colour());
        return tree;
    }

    private static Map<String, @Nullable Object> group(Layout.Group group) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("id", group.id().value());
        tree.put("title", group.title());
        tree.put("nodes", group.nodes().stream().map(NodeId::value).toList());
        putColour(tree, group.colour());
        if (group.collapsed()) {
            tree.put("collapsed", true);
        }
        return tree;
    }

    private static void putColour(Map<String, @Nullable Object> tree, Optional<Colour> colour) {
        colour.ifPresent(one -> tree.put("colour", one.name().toLowerCase(Locale.ROOT)));
    }

    private static Map<String, @Nullable Object> box(Layout.Box box) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("x", WorkflowTree.number(box.x()));
        tree.put("y", WorkflowTree.number(box.y()));
        if (Double.compare(box.width(), 0) != 0) {
            tree.put("width", WorkflowTree.number(box.width()));
        }
        if (Double.compare(box.height(), 0) != 0) {
            tree.put("height", WorkflowTree.number(box.height()));
        }
        return tree;
    }

    private static Map<String, @Nullable Object> point(Layout.Point point) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("x", WorkflowTree.number(point.x()));
        tree.put("y", WorkflowTree.number(point.y()));
        return tree;
    }
}
