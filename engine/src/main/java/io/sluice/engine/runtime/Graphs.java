package io.sluice.engine.runtime;

import io.sluice.engine.definition.Graph;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.port.Unreadable;
import io.sluice.engine.port.WorkflowVersions;
import io.sluice.engine.run.WorkflowRef;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Walkable workflows, the most recently used kept ready. Versions never change, so nothing is ever
/// stale.
final class Graphs {
    private static final int MAX = 500;

    private final WorkflowVersions versions;
    private final Map<WorkflowRef, Graph> ready =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(64, 0.75f, true) {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<WorkflowRef, Graph> eldest) {
                            return size() > MAX;
                        }
                    });

    Graphs(WorkflowVersions versions) {
        this.versions = versions;
    }

    /// @throws StoreUnavailable if the store does not answer
    /// @throws Unreadable if a newer version of Sluice wrote it
    /// @throws IllegalStateException if the version is gone, which the store forbids
    Graph of(WorkflowRef ref) {
        var graph = ready.get(ref);
        if (graph == null) {
            var workflow =
                    find(ref)
                            .orElseThrow(() ->
                                    new IllegalStateException(
                                            "Expected workflow "
                                                    + ref.id()
                                                    + " version "
                                                    + ref.version()
                                                    + " in the store, found none."));
            graph = new Graph(workflow);
            ready.put(ref, graph);
        }
        return graph;
    }

    private Optional<Workflow> find(WorkflowRef ref) {
        try {
            return versions.find(ref);
        } catch (Unreadable newer) {
            throw newer;
        } catch (RuntimeException unavailable) {
            throw new StoreUnavailable("The store did not tell workflow " + ref, unavailable);
        }
    }
}
