package io.sluice.app.policy.plan;

import io.sluice.app.policy.CdrRuns;
import io.sluice.app.problem.Input;
import io.sluice.app.security.Caller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Handles findings on request: shows what it would come to, or does it.
@RestController
class PlanController {
    /// Qualys answers for thirty days.
    private static final int MOST_HOURS = 720;

    private static final int MOST_CLUSTERS = 200;
    private static final int LONGEST_NAME = 200;

    private final PlanDesk desk;

    PlanController(PlanDesk desk) {
        this.desk = desk;
    }

    /// Which findings are to be handled, and where.
    ///
    /// @param connection to Qualys; `qualys` when not given
    /// @param clusters `kubernetes` when none is given
    record PlanRequest(
            @Nullable Integer hours,
            @Nullable String connection,
            @Nullable List<@Nullable String> clusters,
            @Nullable Map<String, @Nullable String> clusterNames) {
        PlanDesk.Order order() {
            int span = hours == null ? 24 : hours;
            if (span < 1 || span > MOST_HOURS) {
                throw Input.refuse(
                        "/hours",
                        "Expected hours between 1 and " + MOST_HOURS + ", found " + span + ".");
            }
            return new PlanDesk.Order(
                    Duration.ofHours(span),
                    connection == null
                            ? "qualys"
                            : Input.text(connection, "/connection", LONGEST_NAME),
                    new CdrRuns.Clusters(names(), byName()));
        }

        private List<String> names() {
            var names = new ArrayList<String>();
            if (clusters != null) {
                bounded(clusters.size(), "/clusters");
                for (int i = 0; i < clusters.size(); i++) {
                    names.add(Input.text(clusters.get(i), "/clusters/" + i, LONGEST_NAME));
                }
            }
            return names.isEmpty() ? List.of("kubernetes") : names.stream().distinct().toList();
        }

        private Map<String, String> byName() {
            var byName = new LinkedHashMap<String, String>();
            var given =
                    Objects.requireNonNullElse(clusterNames, Map.<String, @Nullable String>of());
            bounded(given.size(), "/clusterNames");
            given.forEach((name, connection) ->
                    byName.put(
                            Input.text(name, "/clusterNames", LONGEST_NAME),
                            Input.text(
                                    connection,
                                    "/clusterNames/" + Input.clip(name),
                                    LONGEST_NAME)));
            return byName;
        }

        private static void bounded(int size, String path) {
            if (size > MOST_CLUSTERS) {
                throw Input.refuse(
                        path,
                        "Expected at most " + MOST_CLUSTERS + " clusters, found " + size + ".");
            }
        }
    }

    @PostMapping("/api/v1/policies/plan")
    PlanView plan(Caller caller, @RequestBody PlanRequest body) {
        return desk.plan(caller, body.order());
    }

    @PostMapping("/api/v1/policies/apply")
    ResponseEntity<PlanView.BegunView> apply(Caller caller, @RequestBody PlanRequest body) {
        var begun = desk.apply(caller, body.order());
        return ResponseEntity.status(begun.runs().isEmpty() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .body(begun);
    }
}
