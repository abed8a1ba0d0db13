package io.sluice.codec.document;

import io.sluice.engine.definition.Layout;
import io.sluice.engine.definition.Layout.Colour;
import io.sluice.engine.definition.Layout.Group;
import io.sluice.engine.definition.Layout.Note;
import io.sluice.engine.definition.NodeId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads the layout of a document.
final class LayoutReader {
    private LayoutReader() {}

    static Layout read(Part part) {
        var nodes = new LinkedHashMap<NodeId, Layout.Box>();
        part.find(
                "nodes",
                boxes -> {
                    boxes.idKeys().forEach(id -> nodes.put(id, box(boxes.part(id.value()))));
                    return boxes;
                });
        var edges = new LinkedHashMap<NodeId, List<Layout.Point>>();
        part.find(
                "edges",
                bends -> {
                    bends.idKeys().forEach(id -> edges.put(id, points(bends, id)));
                    return bends;
                });
        var notes = few(part, "notes", Layout.MAX_NOTES).stream().map(LayoutReader::note).toList();
        var groups =
                few(part, "groups", Layout.MAX_GROUPS).stream().map(LayoutReader::group).toList();
        part.end();
        return new Layout(nodes, edges, notes, groups);
    }

    private static List<Part> few(Part part, String key, int most) {
        var parts = part.parts(key);
        return within(part, "/" + key, most, parts.size(), key)
                ? parts.stream().map(Part::asElement).toList()
                : List.of();
    }

    private static boolean within(Part part, String at, int most, int found, String what) {
        if (found > most) {
            part.problem(
                    "TOO_LARGE",
                    at,
                    "Expected at most " + most + " " + what + ", found " + found + "; split it.");
        }
        return found <= most;
    }

    private static Note note(Part part) {
        var id = part.id("id");
        var text = text(part, "text", Note.MAX_TEXT);
        var box = box(part.part("box"));
        var note = new Note(id, text, box, colour(part));
        part.end();
        return note;
    }

    private static Group group(Part part) {
        var id = part.id("id");
        var title = text(part, "title", Group.MAX_TITLE);
        var ids = part.ids("nodes");
        var nodes =
                within(part, "/nodes", Group.MAX_NODES, ids.size(), "nodes in one group")
                        ? ids
                        : List.<NodeId>of();
        var group = new Group(id, title, nodes, colour(part), part.flag("collapsed", false));
        part.end();
        return group;
    }

    private static String text(Part part, String key, int most) {
        var text = part.findText(key).orElse("");
        return within(part, "/" + key, most, text.length(), "characters") ? text : "";
    }

    private static Optional<Colour> colour(Part part) {
        var text = part.findText("colour");
        var colour = text.flatMap(LayoutReader::colour);
        if (colour.isEmpty() && part.value("colour") instanceof String) {
            part.problem(
                    "BAD_VALUE", "/colour", "Expected yellow, blue, green, red or grey, or none.");
        }
        return colour;
    }

    private static Optional<Colour> colour(String name) {
        for (var colour : Colour.values()) {
            if (colour.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(colour);
            }
        }
        return Optional.empty();
    }

    private static Layout.Box box(Part part) {
        var box =
                new Layout.Box(
                        part.number("x"),
                        part.number("y"),
                        part.number("width", 0),
                        part.number("height", 0));
        part.end();
        return box;
    }

    private static List<Layout.Point> points(Part bends, NodeId edge) {
        return bends.parts(edge.value()).stream().map(LayoutReader::point).toList();
    }

    private static Layout.Point point(Part part) {
        var point = new Layout.Point(part.number("x"), part.number("y"));
        part.end();
        return point;
    }
}
