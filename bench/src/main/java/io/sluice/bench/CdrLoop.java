package io.sluice.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// From a signed finding to a policy in the sandbox's cluster, ten thousand findings in one poll,
/// and one change for fifty clusters of which three are down. Server, its database, the sandbox and
/// the sender share the machine. One round: each finding makes a policy of its own.
record CdrLoop(Bench.Settings settings, String databaseName, Results results) {
    private static final int FINDINGS = 400;
    private static final int WARM = 60;
    private static final int AT_ONCE = 8;
    private static final int POLLED = 10_000;
    private static final int WORKLOADS = 100;
    private static final int CLUSTERS = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    void run() throws Exception {
        var home = Path.of(System.getProperty("sluice.home", "."));
        try (var site = new CdrSite(home, databaseName)) {
            pushed(site);
            clusters(site);
            polled(site);
        }
    }

    private void pushed(CdrSite site) throws Exception {
        int each = Math.max(20, FINDINGS / settings.scale());
        int warm = Math.max(20, WARM / settings.scale());
        site.cluster("bench", warm + 2 * each);
        var _ =
                site.enable(
                        "\"trigger\": \"qualys.cdr-push\", \"config\": {\"categories\": [\"Crypto_Mining\"]}",
                        "\"connection\": \"bench\"");
        try (var watch = new PolicyWatch(site.kubernetes("bench"))) {
            for (int i = 0; i < warm; i++) {
                millis(site, watch, i);
            }
            var alone = new ArrayList<Double>();
            for (int i = 0; i < each; i++) {
                alone.add(millis(site, watch, warm + i));
            }
            tell("cdr.applied", alone);
            tell("cdr.applied_8_at_once", together(site, watch, warm + each, each));
        }
    }

    /// From just before the finding is sent until the cluster has its policy.
    private static double millis(CdrSite site, PolicyWatch watch, int workload) throws Exception {
        var finding = CdrSite.finding("push-" + workload, "Crypto_Mining", workload, workload);
        long begin = System.nanoTime();
        site.push(finding);
        return (watch.applied("w" + workload) - begin) / 1e6;
    }

    private static List<Double> together(CdrSite site, PolicyWatch watch, int from, int count)
            throws Exception {
        var millis = Collections.synchronizedList(new ArrayList<Double>());
        var next = new AtomicInteger(from);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var callers = new ArrayList<Future<?>>();
            for (int caller = 0; caller < AT_ONCE; caller++) {
                callers.add(
                        threads.submit(() -> {
                            for (int i = next.getAndIncrement();
                                    i < from + count;
                                    i = next.getAndIncrement()) {
                                millis.add(millis(site, watch, i));
                            }
                            return null;
                        }));
            }
            for (var caller : callers) {
                caller.get();
            }
        }
        return List.copyOf(millis);
    }

    private void tell(String metric, List<Double> millis) {
        var sorted = millis.stream().sorted().toList();
        for (int percent : List.of(50, 95, 99)) {
            add(
                    metric + "_p" + percent + "_ms",
                    sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100)));
        }
    }

    private void add(String metric, double value) {
        var sample = new Sample();
        sample.add(value);
        results.add(metric, databaseName, sample);
    }

    private void clusters(CdrSite site) throws Exception {
        var also = new ArrayList<String>();
        for (int i = 0; i < CLUSTERS; i++) {
            site.cluster("c" + (10 + i), 1);
            also.add("c" + (10 + i));
        }
        for (var down : List.of("c11", "c33", "c59")) {
            site.sandbox()
                    .post(
                            "/faults",
                            Map.of(
                                    "service",
                                    "kubernetes",
                                    "operation",
                                    "/" + down + "/",
                                    "kind",
                                    "drop-before",
                                    "writesOnly",
                                    false));
        }
        var workflow =
                site.enable(
                        "\"trigger\": \"qualys.cdr-push\", \"config\": {\"categories\": [\"Reverse_Shell\"]}",
                        "\"connection\": \"c10\", \"alsoClusters\": \"%s\""
                                .formatted(String.join(",", also)));
        long begin = System.nanoTime();
        site.push(CdrSite.finding("fifty", "Reverse_Shell", 0, 1));
        CdrSite.await(PATIENCE, () -> site.completed(workflow));
        add("cdr.clusters_50_s", (System.nanoTime() - begin) / 1e9);
        int has = 0;
        for (var cluster : also) {
            has += site.sandbox().get("/kubernetes/" + cluster).path("policies").size();
        }
        if (has != CLUSTERS - 3) {
            throw new IllegalStateException("Expected 47 clusters with the policy, found " + has);
        }
    }

    private void polled(CdrSite site) throws Exception {
        int findings = POLLED / settings.scale();
        int workloads = Math.min(WORKLOADS, findings);
        site.cluster("polled", workloads);
        for (int from = 0; from < findings; from += 500) {
            var some = new ArrayList<Map<String, Object>>();
            for (int i = from; i < Math.min(findings, from + 500); i++) {
                var category = i / workloads % 2 == 0 ? "Crypto_Mining" : "Reverse_Shell";
                var wish =
                        new HashMap<>(
                                CdrSite.finding("poll-" + i, category, i % workloads, i % 5000));
                wish.remove("threatCategory");
                wish.put("push", false);
                some.add(wish);
            }
            site.sandbox().post("/findings", some);
        }
        int expected = findings >= 2 * workloads ? 2 * workloads : workloads;
        long before = site.heap();
        long calls = site.lastCall(0);
        var workflow =
                site.enable(
                        "\"trigger\": \"qualys.cdr-poll\", \"config\": {\"connection\": \"qualys\", \"cron\": \"* * * * *\"}",
                        "\"connection\": \"polled\"");
        CdrSite.await(PATIENCE, () -> site.askedForFindings(calls));
        long begin = System.nanoTime();
        CdrSite.await(PATIENCE, () -> site.registered("polled") >= expected);
        add("cdr.poll_10000_registered_s", (System.nanoTime() - begin) / 1e9);
        CdrSite.await(PATIENCE, () -> site.completed(workflow));
        add("cdr.poll_10000_applied_s", (System.nanoTime() - begin) / 1e9);
        add("cdr.poll_10000_policies", site.registered("polled"));
        add("cdr.poll_10000_heap_mb", (site.heap() - before) / 1e6);
    }
}
