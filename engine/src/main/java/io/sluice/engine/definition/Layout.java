package io.sluice.engine.definition;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Where nodes and edges are drawn, in pixels, and what people have drawn beside them; the origin
/// is top left. Has no meaning for a run.
///
/// @param notes in drawing order, later ones on top
/// @param groups in drawing order
public record Layout(
        Map<NodeId, Box> nodes,
        Map<NodeId, List<Point>> edges,
        List<Note> notes,
        List<Group> groups) {
    public static final Layout NONE = new Layout(Map.of(), Map.of());
    public static final int MAX_NOTES = 500;
    public static final int MAX_GROUPS = 200;

    /// The place and size of a node; sizes of 0 mean the size of its kind.
    public record Box(double x, double y, double width, double height) {}

    /// A bend of an edge.
    public record Point(double x, double y) {}

    /// What notes and groups may be coloured with; none means the editor's usual colour.
    public enum Colour {
        YELLOW,
        BLUE,
        GREEN,
        RED,
        GREY
    }

    /// A sticky note.
    ///
    /// @param id unique in the document
    /// @param text Markdown
    public record Note(NodeId id, String text, Box box, Optional<Colour> colour) {
        public static final int MAX_TEXT = 10_000;

        /// @throws IllegalArgumentException if the text is too long
        public Note {
            atMost(MAX_TEXT, text.length(), "characters in note '" + id + "'");
        }
    }

    /// A frame around nodes.
    ///
    /// @param id unique in the document
    /// @param nodes what stands in it; ids of nodes that are gone mean nothing
    /// @param collapsed whether it is drawn as one box that hides its nodes
    public record Group(
            NodeId id,
            String title,
            List<NodeId> nodes,
            Optional<Colour> colour,
            boolean collapsed) {
        public static final int MAX_TITLE = 200;
        public static final int MAX_NODES = 2_000;

        /// @throws IllegalArgumentException if the title is too long, or there are too many nodes
        public Group {
            atMost(MAX_TITLE, title.length(), "characters in the title of group '" + id + "'");
            atMost(MAX_NODES, nodes.size(), "nodes in group '" + id + "'");
            nodes = List.copyOf(nodes);
        }
    }

    /// @throws IllegalArgumentException if there are too many notes or groups
    public Layout {
        nodes = Collections.unmodifiableMap(new TreeMap<>(nodes));
        var copy = new TreeMap<NodeId, List<Point>>();
        edges.forEach((id, points) -> copy.put(id, List.copyOf(points)));
        edges = Collections.unmodifiableMap(copy);
        atMost(MAX_NOTES, notes.size(), "notes in one workflow");
        atMost(MAX_GROUPS, groups.size(), "groups in one workflow");
        notes = List.copyOf(notes);
        groups = List.copyOf(groups);
    }

    /// A layout without notes and groups.
    public Layout(Map<NodeId, Box> nodes, Map<NodeId, List<Point>> edges) {
        this(nodes, edges, List.of(), List.of());
    }

    /// This layout with these notes and groups in the place of its own.
    public Layout with(List<Note> newNotes, List<Group> newGroups) {
        return new Layout(nodes, edges, newNotes, newGroups);
    }

    private static void atMost(int most, int found, String what) {
        if (found > most) {
            throw new IllegalArgumentException(
                    "Expected at most " + most + " " + what + ", found " + found + "; split it.");
        }
    }
}
