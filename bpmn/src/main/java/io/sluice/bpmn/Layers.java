package io.sluice.bpmn;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Layout.Box;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// Places nodes from left to right in columns, each as far from the start as its longest way, in
/// rows near those it comes from. Each has a cell of its own, so nothing overlaps; where some nodes
/// have places already, the rest goes below them.
final class Layers {
    static final double LEFT = 100;
    static final double TOP = 80;
    private static final double GAP = 80;
    private static final double ROW = 140;

    /// Between one row and the next.
    private static final double SPACE = 60;

    private final Map<NodeId, Node> nodes = new LinkedHashMap<>();
    private final Map<NodeId, List<NodeId>> next = new LinkedHashMap<>();
    private final Map<NodeId, List<NodeId>> before = new HashMap<>();
    private final Map<NodeId, Integer> hung = new HashMap<>();
    private final Set<NodeId> hanging = new HashSet<>();
    private final Map<NodeId, Integer> column = new LinkedHashMap<>();

    private final Map<NodeId, Shapes.Size> sizes;

    /// @param sizes of areas, which are as large as what is in them
    Layers(List<Node> all, List<Edge> edges, Map<NodeId, Shapes.Size> sizes) {
        this.sizes = sizes;
        var hosts = new HashMap<NodeId, NodeId>();
        for (var node : all) {
            if (node instanceof Node.Boundary boundary) {
                hosts.put(boundary.id(), boundary.on());
                hanging.add(boundary.id());
                hung.merge(boundary.on(), 1, Integer::sum);
            } else {
                nodes.put(node.id(), node);
                next.put(node.id(), new ArrayList<>());
            }
        }
        for (var edge : edges) {
            var from = hosts.getOrDefault(edge.from(), edge.from());
            var to = hosts.getOrDefault(edge.to(), edge.to());
            if (!from.equals(to)) {
                next(from).add(to);
            }
        }
    }

    private List<NodeId> next(NodeId id) {
        return Objects.requireNonNull(next.get(id));
    }

    /// @param boxes by node, of other areas too; the missing ones are added
    /// @param left where the first column begins
    /// @param above where the first row begins, unless something has a place already
    void place(Map<NodeId, Box> boxes, double left, double above) {
        if (boxes.keySet().containsAll(nodes.keySet())) {
            return;
        }
        for (var id : topological()) {
            int own = column.merge(id, 0, Integer::sum);
            for (var after : next(id)) {
                column.merge(after, own + 1, Math::max);
                before.computeIfAbsent(after, _ -> new ArrayList<>()).add(id);
            }
        }
        double top =
                boxes.entrySet().stream()
                        .filter(e -> nodes.containsKey(e.getKey()) || hanging.contains(e.getKey()))
                        .mapToDouble(e -> Shapes.bottom(e.getValue()) + TOP)
                        .max()
                        .orElse(above);
        double x = left;
        var rows = new HashMap<NodeId, Double>();
        for (var members : columns().values()) {
            x = fill(members, x, top, rows, boxes);
        }
    }

    private Map<Integer, List<NodeId>> columns() {
        var columns = new TreeMap<Integer, List<NodeId>>();
        nodes.keySet()
                .forEach(id ->
                        columns.computeIfAbsent(column.get(id), _ -> new ArrayList<>()).add(id));
        return columns;
    }

    /// Fills one column and answers where the next begins.
    private double fill(
            List<NodeId> members,
            double x,
            double top,
            Map<NodeId, Double> rows,
            Map<NodeId, Box> boxes) {
        members.sort(Comparator.comparingDouble(id -> wished(id, rows)));
        double width = members.stream().mapToDouble(this::width).max().orElse(0);
        double free = 0;
        for (var id : members) {
            double row = Math.max(free, Math.floor(wished(id, rows)));
            double span = Math.max(1, Math.ceil((size(id).height() + SPACE) / ROW));
            rows.put(id, row + Math.floor((span - 1) / 2));
            var box = cell(id, x + width / 2, top + row * ROW + span * ROW / 2);
            boxes.putIfAbsent(id, box);
            free = row + span;
        }
        return x + width + GAP;
    }

    private double wished(NodeId id, Map<NodeId, Double> rows) {
        return before.getOrDefault(id, List.of()).stream()
                .mapToDouble(from -> rows.getOrDefault(from, 0.0))
                .average()
                .orElse(0);
    }

    private Box cell(NodeId id, double x, double y) {
        double width = width(id);
        double height = size(id).height();
        return new Box(x - width / 2, y - height / 2, width, height);
    }

    private Shapes.Size size(NodeId id) {
        var node = Objects.requireNonNull(nodes.get(id));
        return sizes.getOrDefault(id, Shapes.size(node, hung.containsKey(id)));
    }

    /// A host is wide enough for what hangs on it.
    private double width(NodeId id) {
        double own = size(id).width();
        int count = hung.getOrDefault(id, 0);
        return count == 0 ? own : Math.max(own, BoundaryPlaces.STEP * (count + 1));
    }

    /// Every node once, sources first; the edges that lead back in a loop are taken out.
    private List<NodeId> topological() {
        dropLoops();
        var open = new LinkedHashMap<NodeId, Integer>();
        nodes.keySet().forEach(id -> open.put(id, 0));
        next.values().forEach(list -> list.forEach(id -> open.merge(id, 1, Integer::sum)));
        var ready = new ArrayDeque<NodeId>();
        open.forEach((id, count) -> {
            if (count == 0) {
                ready.add(id);
            }
        });
        var order = new ArrayList<NodeId>();
        while (!ready.isEmpty()) {
            var id = ready.removeFirst();
            order.add(id);
            for (var after : next(id)) {
                if (open.merge(after, -1, Integer::sum) == 0) {
                    ready.addLast(after);
                }
            }
        }
        return order;
    }

    private void dropLoops() {
        var seen = new HashMap<NodeId, Boolean>();
        var roots = new ArrayList<NodeId>();
        nodes.values().stream()
                .filter(node -> node instanceof Node.Start || node instanceof Node.Begin)
                .forEach(start -> roots.add(start.id()));
        roots.addAll(nodes.keySet());
        roots.forEach(root -> descend(root, seen));
    }

    /// Depth first without recursion: a long chain is no deep stack. `true` in `seen` means: on the
    /// way from the root to here.
    private void descend(NodeId root, Map<NodeId, Boolean> seen) {
        if (seen.containsKey(root)) {
            return;
        }
        record Visit(NodeId id, int at) {}
        var stack = new ArrayDeque<Visit>();
        seen.put(root, true);
        stack.push(new Visit(root, 0));
        while (!stack.isEmpty()) {
            var visit = stack.pop();
            var ways = next(visit.id());
            if (visit.at() == ways.size()) {
                seen.put(visit.id(), false);
                continue;
            }
            var to = ways.get(visit.at());
            if (Boolean.TRUE.equals(seen.get(to))) {
                ways.remove(visit.at());
                stack.push(visit);
                continue;
            }
            stack.push(new Visit(visit.id(), visit.at() + 1));
            if (!seen.containsKey(to)) {
                seen.put(to, true);
                stack.push(new Visit(to, 0));
            }
        }
    }
}
