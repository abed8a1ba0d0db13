package io.sluice.app.dashboard;

import io.sluice.db.dashboard.ChangeFigures.Made;
import io.sluice.db.dashboard.ChangeFigures.Place;
import io.sluice.db.dashboard.ChangeFigures.Purposeful;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.Purpose;
import io.sluice.engine.port.Catalogue;
import io.sluice.engine.port.WorkflowVersions;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Which node type stands at a place of a workflow's version, and what it is for. A version never
/// changes, so this holds for its past runs as well.
@Component
class ChangingNodes {
    private final WorkflowVersions versions;
    private final Catalogue catalogue;

    ChangingNodes(WorkflowVersions versions, Catalogue catalogue) {
        this.versions = versions;
        this.catalogue = catalogue;
    }

    /// Those whose changes contain or patch.
    List<Purposeful> purposeful(Collection<Made> made) {
        return made.stream().map(Made::place).flatMap(this::purposeful).toList();
    }

    private Stream<Purposeful> purposeful(Place place) {
        return type(place).map(NodeDescriptor::purpose).stream()
                .filter(purpose -> purpose == Purpose.CONTAIN || purpose == Purpose.PATCH)
                .map(purpose -> new Purposeful(place, purpose.name()));
    }

    /// What was changed, by node type; the most frequent first. Types that are not installed any
    /// more are left out.
    List<DashboardView.Change> byType(Collection<Made> made) {
        var types = new LinkedHashMap<String, DashboardView.Change>();
        for (var one : made) {
            type(one.place())
                    .ifPresent(about ->
                            types.merge(
                                    about.id(),
                                    new DashboardView.Change(
                                            about.id(), about.title(), one.count(), one.undone()),
                                    ChangingNodes::sum));
        }
        return types.values().stream()
                .sorted(
                        Comparator.comparingLong(DashboardView.Change::count)
                                .reversed()
                                .thenComparing(DashboardView.Change::type))
                .toList();
    }

    private static DashboardView.Change sum(DashboardView.Change a, DashboardView.Change b) {
        return new DashboardView.Change(
                a.type(), a.title(), a.count() + b.count(), a.undone() + b.undone());
    }

    private Optional<NodeDescriptor> type(Place place) {
        return versions.find(place.workflow())
                .flatMap(workflow -> workflow.findNode(new NodeId(place.node())))
                .flatMap(node ->
                        node instanceof Node.Task task
                                ? catalogue.nodeType(task.type())
                                : Optional.empty())
                .map(entry -> entry.type().descriptor());
    }
}
