package io.sluice.app.trigger;

import io.sluice.app.security.Projects;
import io.sluice.engine.definition.Node;
import io.sluice.engine.node.TriggerType;
import io.sluice.engine.node.TriggerType.Source;
import io.sluice.engine.port.Waits.Subscription;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.WorkflowRef;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A start node of a published workflow, ready to be looked at.
///
/// @param enabled whether triggers start the workflow
/// @param since when the workflow was last changed: no schedule is due from before
/// @param variables those a run begins with
/// @param config the start node's configuration, read
record LiveTrigger<C extends Record, E extends Record>(
        String project,
        WorkflowRef workflow,
        boolean enabled,
        Instant since,
        Node.Start start,
        TriggerType<C, E> type,
        C config,
        Map<String, @Nullable Object> variables) {

    Source source() {
        return type.source();
    }

    /// The message or signal by which it begins, if it is one of those.
    Optional<Subscription> hears() {
        var key = project.equals(Projects.DEFAULT) ? "" : project;
        return switch (source()) {
            case MESSAGE -> named("message").map(name -> new Subscription(name, "", key));
            case SIGNAL ->
                    named("signal").map(name -> new Subscription(Doing.Listen.SIGNAL, name, key));
            case MANUAL, WEBHOOK, EVENTBRIDGE, SCHEDULE -> Optional.empty();
        };
    }

    private Optional<String> named(String field) {
        return start.config().get(field) instanceof String name
                ? Optional.of(name)
                : Optional.empty();
    }

    TriggerType.Reading<E> read(TriggerType.Occurrence occurrence) {
        return type.read(config, occurrence);
    }
}
