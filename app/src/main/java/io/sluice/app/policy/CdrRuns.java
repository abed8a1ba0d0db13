package io.sluice.app.policy;

import io.sluice.db.policy.Findings;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.RunId;
import io.sluice.engine.runtime.RunService;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Begins the runs that handle findings when somebody asks for it: of the built-in workflow
/// `cdr-run`.
@Component
public class CdrRuns {
    public static final String WORKFLOW = BuiltIn.Flow.HANDLING.id();

    private final BuiltIn flows;
    private final Findings findings;
    private final RunService engine;
    private final InstantSource clock;

    CdrRuns(BuiltIn flows, Findings findings, RunService engine, InstantSource clock) {
        this.flows = flows;
        this.findings = findings;
        this.engine = engine;
        this.clock = clock;
    }

    /// Where policies go.
    ///
    /// @param clusters connections, that of findings which name none that is listed first
    /// @param clusterNames connections by the names that findings give clusters
    public record Clusters(List<String> clusters, Map<String, String> clusterNames) {
        public Clusters {
            clusters = List.copyOf(clusters);
            clusterNames = Map.copyOf(clusterNames);
        }

        /// Those that get each policy besides its own.
        public String further() {
            return String.join(",", clusters.subList(1, clusters.size()));
        }
    }

    /// Begins a run for each batch that has none yet, one that was left by a process that died
    /// included; one without findings when there is no batch.
    ///
    /// @param policies that clusters lack, or have otherwise
    public List<RunId> begin(String project, Clusters clusters, List<String> policies, Actor by) {
        var runs = new ArrayList<RunId>();
        for (var batch : findings.withoutRun(project, WORKFLOW)) {
            var run =
                    begin(project, clusters, batch.id(), runs.isEmpty() ? policies : List.of(), by);
            findings.started(batch.id(), run, clock.instant());
            runs.add(run);
        }
        if (runs.isEmpty() && !policies.isEmpty()) {
            runs.add(begin(project, clusters, "", policies, by));
        }
        return runs;
    }

    private RunId begin(
            String project, Clusters clusters, String batch, List<String> policies, Actor by) {
        var input = new LinkedHashMap<String, @Nullable Object>();
        input.put("batch", batch);
        input.put("cluster", clusters.clusters().getFirst());
        input.put("alsoClusters", clusters.further());
        input.put("clusterNames", clusters.clusterNames());
        input.put("policies", policies);
        var key = "cdr:" + (batch.isEmpty() ? engine.nextId().value() : batch);
        return flows.begin(BuiltIn.Flow.HANDLING, project, input, key, by);
    }
}
