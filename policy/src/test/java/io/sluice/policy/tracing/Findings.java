package io.sluice.policy.tracing;

import io.sluice.policy.category.Category;
import io.sluice.policy.category.CategoryTable;
import io.sluice.policy.finding.Cloud;
import io.sluice.policy.finding.Destination;
import io.sluice.policy.finding.Finding;
import io.sluice.policy.finding.Program;
import io.sluice.policy.finding.Source;
import io.sluice.policy.finding.Workload;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Findings for tests: one of each category, in one workload.
final class Findings {
    static final Workload WEB =
            new Workload(
                    "prod",
                    "shop",
                    "web-7d9f8c-x2x4z",
                    "web",
                    "web",
                    Map.of("app.kubernetes.io/name", "web", "pod-template-hash", "7d9f8c"),
                    "reg.example/web:1",
                    "c0ffee");
    static final AgentVersion MODERN = new AgentVersion(1, 7);
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private Findings() {}

    static Category category(String id) {
        return CategoryTable.standard().find(id).orElseThrow();
    }

    static Finding of(String id, String category, Program program, Destination destination) {
        return new Finding(
                id,
                Source.PUSH,
                category,
                4,
                NOON,
                WEB,
                program,
                destination,
                List.of(),
                "",
                Cloud.UNKNOWN);
    }

    /// A finding as it is typical of a category.
    static Finding typical(String category) {
        var to = new Destination(List.of("203.0.113.9"), 4444, "");
        var id = "f-" + category;
        return switch (category) {
            case "cloud-credentials" ->
                    of(
                            id,
                            category,
                            new Program("curl", "/usr/bin/curl", ""),
                            new Destination(List.of("169.254.169.254"), 80, ""));
            case "network-scanning" ->
                    of(id, category, new Program("nmap", "/usr/bin/nmap", ""), Destination.UNKNOWN);
            case "container-escape" ->
                    of(
                            id,
                            category,
                            new Program("nsenter", "/usr/bin/nsenter", ""),
                            Destination.UNKNOWN);
            case "privilege-escalation" ->
                    of(
                            id,
                            category,
                            new Program("exploit", "/tmp/exploit", ""),
                            Destination.UNKNOWN);
            case "crypto-mining" ->
                    of(
                            id,
                            category,
                            new Program("xmrig", "/tmp/xmrig", ""),
                            new Destination(List.of("198.51.100.7"), 3333, ""));
            case "reverse-shell" ->
                    of(
                            id,
                            category,
                            new Program("bash", "/usr/bin/bash", "/usr/bin/python3.12"),
                            to);
            default -> of(id, category, new Program("agent", "/opt/agent", ""), to);
        };
    }

    static TracingPolicies.Order order(String category, Form form) {
        return new TracingPolicies.Order(
                category(category),
                List.of(typical(category)),
                Scope.of(WEB),
                form,
                MODERN,
                Variant.SAFE);
    }
}
