package io.sluice.app.policy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.db.policy.Policies;
import io.sluice.db.policy.PolicyFigures;
import io.sluice.policy.category.CategoryTable;
import io.sluice.policy.finding.Cloud;
import io.sluice.policy.finding.Destination;
import io.sluice.policy.finding.Finding;
import io.sluice.policy.finding.Program;
import io.sluice.policy.finding.Source;
import io.sluice.policy.finding.Workload;
import io.sluice.policy.lifecycle.PolicyStatus;
import io.sluice.policy.measure.Measures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Which techniques were seen, and what answers them; how long it took.
@Component
class PolicyReport {
    private final PolicyFigures figures;
    private final Policies policies;
    private final CategoryTable categories;
    private final Authorization authorization;

    PolicyReport(
            PolicyFigures figures,
            Policies policies,
            CategoryTable categories,
            Authorization authorization,
            MeterRegistry meters) {
        this.figures = figures;
        this.policies = policies;
        this.categories = categories;
        this.authorization = authorization;
        for (var status : PolicyStatus.values()) {
            Gauge.builder(
                            "sluice.policies",
                            figures,
                            source ->
                                    source.standing().getOrDefault(status.name(), 0L).doubleValue())
                    .tag("status", status.name().toLowerCase(Locale.ROOT))
                    .description("Policies by where they stand")
                    .register(meters);
        }
    }

    /// @param category id in the table, or the vendor's own name where the table has none
    /// @param technique empty where the table has none
    /// @param policies those that are not over
    /// @param covered whether there is one
    record TechniqueView(
            String technique,
            String category,
            long findings,
            long policies,
            boolean covered,
            long audited,
            long enforced,
            long stopped) {}

    /// Lengths of time are in seconds; null means that nothing is known.
    record MeasureView(
            String category,
            String technique,
            @Nullable Double detect,
            @Nullable Double protect,
            @Nullable Double respond,
            int policies,
            long stopped) {}

    private static final class Row {
        private long findings;
        private long policies;
        private long audited;
        private long enforced;
        private long stopped;
    }

    private record Subject(String technique, String category) implements Comparable<Subject> {
        @Override
        public int compareTo(Subject other) {
            int order = technique.compareTo(other.technique);
            return order != 0 ? order : category.compareTo(other.category);
        }
    }

    List<TechniqueView> techniques(Caller caller) {
        authorization.require(caller, Action.LOOK);
        var rows = new TreeMap<Subject, Row>();
        figures.findings(caller.project())
                .forEach((category, count) ->
                        rows.computeIfAbsent(subject(category), _ -> new Row()).findings += count);
        for (var standing : policies.standings(caller.project())) {
            var row =
                    rows.computeIfAbsent(
                            new Subject(standing.technique(), name(standing.category())),
                            _ -> new Row());
            add(row, standing);
        }
        for (var story : figures.stories(caller.project())) {
            rows.computeIfAbsent(
                                    new Subject(story.technique(), name(story.category())),
                                    _ -> new Row())
                            .stopped +=
                    story.stopped();
        }
        return rows.entrySet().stream().map(one -> view(one.getKey(), one.getValue())).toList();
    }

    private static void add(Row row, Policies.Standing standing) {
        switch (standing.status()) {
            case GENERATED, AUDIT, REVIEW, TUNED -> {
                row.policies += standing.count();
                row.audited += standing.count();
            }
            case ENFORCEMENT, ACTIVE -> {
                row.policies += standing.count();
                row.enforced += standing.count();
            }
            case DETECTED, EXPIRED, WITHDRAWN -> {}
        }
    }

    /// Blocks by hand are one line.
    private static String name(String category) {
        return category.startsWith("manual-") ? "manual" : category;
    }

    private static TechniqueView view(Subject subject, Row row) {
        return new TechniqueView(
                subject.technique(),
                subject.category(),
                row.findings,
                row.policies,
                row.policies > 0,
                row.audited,
                row.enforced,
                row.stopped);
    }

    private Subject subject(String vendorsName) {
        var finding =
                new Finding(
                        "",
                        Source.MANUAL,
                        vendorsName,
                        1,
                        Instant.EPOCH,
                        Workload.UNKNOWN,
                        Program.UNKNOWN,
                        Destination.UNKNOWN,
                        List.of(),
                        "",
                        Cloud.UNKNOWN);
        return categories
                .of(finding)
                .map(category -> new Subject(category.technique(), category.id()))
                .orElseGet(() -> new Subject("", vendorsName));
    }

    List<MeasureView> measures(Caller caller) {
        authorization.require(caller, Action.LOOK);
        return Measures.of(figures.stories(caller.project())).stream()
                .map(one ->
                        new MeasureView(
                                one.category(),
                                one.technique(),
                                seconds(one.detect()),
                                seconds(one.protect()),
                                seconds(one.respond()),
                                one.policies(),
                                one.stopped()))
                .toList();
    }

    private static @Nullable Double seconds(Optional<Duration> length) {
        return length.map(one -> one.toMillis() / 1000.0).orElse(null);
    }
}
