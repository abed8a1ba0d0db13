package io.sluice.app.dashboard;

import io.sluice.app.dashboard.DashboardView.WorkflowName;
import io.sluice.app.problem.Input;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.db.dashboard.Attention;
import io.sluice.db.dashboard.ChangeFigures;
import io.sluice.db.dashboard.RunFigures;
import io.sluice.db.dashboard.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// Puts the dashboard together.
@Component
class DashboardDesk {
    private static final Duration USUAL_WINDOW = Duration.ofDays(7);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(92);

    /// The longest window that is cut into hours.
    private static final Duration BY_THE_HOUR = Duration.ofDays(3);

    private final RunFigures runs;
    private final ChangeFigures changes;
    private final Attention attention;
    private final ChangingNodes nodes;
    private final SilentTriggers triggers;
    private final Authorization authorization;
    private final InstantSource clock;
    private final DearLooks<DashboardView> looks = new DearLooks<>(System::nanoTime);

    DashboardDesk(
            RunFigures runs,
            ChangeFigures changes,
            Attention attention,
            ChangingNodes nodes,
            SilentTriggers triggers,
            Authorization authorization,
            InstantSource clock) {
        this.runs = runs;
        this.changes = changes;
        this.attention = attention;
        this.nodes = nodes;
        this.triggers = triggers;
        this.authorization = authorization;
        this.clock = clock;
    }

    DashboardView look(
            Caller caller,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<String> workflow) {
        var sight = authorization.sight(caller);
        var now = clock.instant();
        var seen = workflow.filter(sight::sees);
        // One that is not seen has no runs, as one that does not exist.
        var only =
                workflow.isPresent() && seen.isEmpty()
                        ? Optional.of(Set.<String>of())
                        : sight.only();
        var window = window(caller.project(), from, to.orElse(now), seen, only);
        var span =
                new DearLooks.Span(
                        window.project(), seen, only, Duration.between(window.from(), window.to()));
        return looks.look(span, window.to(), () -> look(window, now));
    }

    private DashboardView look(Window window, Instant now) {
        var names = runs.names(window.project());
        Function<String, WorkflowName> name =
                id -> new WorkflowName(id, names.getOrDefault(id, id));
        var made = changes.made(window);
        var responses = changes.responses(window, nodes.purposeful(made));
        return new DashboardView(
                window.from(),
                window.to(),
                window.bucket().toSeconds(),
                RunCounts.of(window, runs.buckets(window)),
                failures(window, name),
                durations(window, name),
                Means.measures(runs.detection(window), responses, name),
                Means.patches(window, responses),
                approvals(window, now),
                silent(window, now, name),
                nodes.byType(made));
    }

    private static Window window(
            String project,
            Optional<Instant> from,
            Instant to,
            Optional<String> workflow,
            Optional<Set<String>> only) {
        var first = from.orElse(to.minus(USUAL_WINDOW));
        var length = Duration.between(first, to);
        if (!length.isPositive() || length.compareTo(LONGEST_WINDOW) > 0) {
            throw Input.refuse(
                    "from",
                    "Expected from to lie before to, by at most "
                            + LONGEST_WINDOW.toDays()
                            + " days, found "
                            + first
                            + " and "
                            + to
                            + ".");
        }
        var bucket = length.compareTo(BY_THE_HOUR) > 0 ? Duration.ofDays(1) : Duration.ofHours(1);
        return new Window(project, workflow, only, first, to, bucket);
    }

    private List<DashboardView.Failure> failures(
            Window window, Function<String, WorkflowName> name) {
        return attention.failures(window).stream()
                .map(one ->
                        new DashboardView.Failure(
                                name.apply(one.workflow()),
                                one.node(),
                                one.code(),
                                one.count(),
                                one.lastAt(),
                                one.run().value()))
                .toList();
    }

    private List<DashboardView.DurationView> durations(
            Window window, Function<String, WorkflowName> name) {
        return runs.durations(window).stream()
                .map(one ->
                        new DashboardView.DurationView(
                                name.apply(one.workflow()), one.count(), one.median(), one.p95()))
                .toList();
    }

    private DashboardView.ApprovalsView approvals(Window window, Instant now) {
        var waiting = attention.waiting(window, now);
        return new DashboardView.ApprovalsView(
                waiting.count(),
                waiting.overdue(),
                waiting.oldestAt().orElse(null),
                attention.decisionTime(window).map(Means::seconds).orElse(null));
    }

    private List<DashboardView.SilentTrigger> silent(
            Window window, Instant now, Function<String, WorkflowName> name) {
        return triggers.find(window, now).stream()
                .map(one ->
                        new DashboardView.SilentTrigger(
                                name.apply(one.rhythm().workflow()),
                                one.rhythm().node(),
                                one.type(),
                                one.rhythm().lastAt(),
                                Means.seconds(one.rhythm().usual())))
                .toList();
    }
}
