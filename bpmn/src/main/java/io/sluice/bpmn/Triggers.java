package io.sluice.bpmn;

import io.sluice.engine.definition.Node;

/// Which start event a trigger is drawn as.
final class Triggers {
    static final String MANUAL = "manual";
    static final String SCHEDULE = "schedule";
    static final String WEBHOOK = "webhook";

    /// The field of a schedule's configuration that holds its cron text.
    static final String CRON = "cron";

    private Triggers() {}

    /// A start event's form.
    sealed interface Form {
        /// A person or program starts the run.
        record None() implements Form {}

        /// The clock does; the cycle may be empty.
        record Timer(String cycle) implements Form {}

        /// Something outside does.
        record Message(String name) implements Form {}
    }

    static Form of(Node.Start start) {
        return switch (start.trigger()) {
            case MANUAL -> new Form.None();
            case SCHEDULE ->
                    new Form.Timer(start.config().get(CRON) instanceof String cron ? cron : "");
            default -> new Form.Message(start.trigger());
        };
    }
}
