package io.sluice.app.dashboard;

import io.sluice.db.authored.PublishedVersion;
import io.sluice.db.authored.Workflows;
import io.sluice.db.dashboard.Attention;
import io.sluice.db.dashboard.Attention.Rhythm;
import io.sluice.db.dashboard.Window;
import io.sluice.engine.definition.Node;
import io.sluice.engine.port.WorkflowVersions;
import io.sluice.engine.run.WorkflowRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Enabled triggers that used to fire and have not for much longer than usual.
///
/// The rule: within the last 30 days there were at least four pauses between two moments at which
/// the trigger began a run (moments within the same quarter of an hour count as one), and since the
/// last of them more than twice the longest of these pauses has gone by, and more than three times
/// the usual (median) one. So nights and weekends raise no alarm for a trigger that has seen some.
@Component
class SilentTriggers {
    static final Duration LOOK_BACK = Duration.ofDays(30);
    private static final int FEWEST_PAUSES = 4;
    private static final int LONGEST_TIMES = 2;
    private static final int USUAL_TIMES = 3;

    private final Attention attention;
    private final Workflows workflows;
    private final WorkflowVersions versions;

    SilentTriggers(Attention attention, Workflows workflows, WorkflowVersions versions) {
        this.attention = attention;
        this.workflows = workflows;
        this.versions = versions;
    }

    /// A trigger, its type, and how it used to fire.
    record Silent(Rhythm rhythm, String type) {}

    /// @param asked whose triggers
    List<Silent> find(Window asked, Instant now) {
        var window =
                new Window(
                        asked.project(),
                        asked.workflow(),
                        asked.only(),
                        now.minus(LOOK_BACK),
                        now,
                        LOOK_BACK);
        var quiet =
                attention.rhythms(window).stream().filter(rhythm -> silent(rhythm, now)).toList();
        if (quiet.isEmpty()) {
            return List.of();
        }
        var active =
                workflows.active().stream()
                        .collect(Collectors.toMap(PublishedVersion::workflow, Function.identity()));
        return quiet.stream()
                .flatMap(rhythm ->
                        Optional.ofNullable(active.get(rhythm.workflow()))
                                .flatMap(version -> start(version, rhythm.node()))
                                .map(start -> new Silent(rhythm, start.trigger()))
                                .stream())
                .toList();
    }

    static boolean silent(Rhythm rhythm, Instant now) {
        var quiet = Duration.between(rhythm.lastAt(), now);
        return rhythm.pauses() >= FEWEST_PAUSES
                && quiet.compareTo(rhythm.longest().multipliedBy(LONGEST_TIMES)) > 0
                && quiet.compareTo(rhythm.usual().multipliedBy(USUAL_TIMES)) > 0;
    }

    /// The published version may have other starts than those that fired.
    private Optional<Node.Start> start(PublishedVersion version, String node) {
        return versions.find(new WorkflowRef(version.workflow(), version.version())).stream()
                .flatMap(workflow -> workflow.starts().stream())
                .filter(start -> start.id().value().equals(node))
                .findFirst();
    }
}
