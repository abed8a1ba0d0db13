package io.sluice.bpmn;

import io.sluice.engine.definition.Node;

/// Which start event a trigger is drawn as.
final class Triggers {
    static final String MANUAL = "manual";
    static final String SCHEDULE = "schedule";

    /// Those two, and the fields of their configurations that hold the names.
    static final String MESSAGE = "message";

    static final String SIGNAL = "signal";

    /// The field of a schedule's configuration that holds its cron text.
    static final String CRON = "cron";

    private Triggers() {}

    /// A start event's form.
    sealed interface Form {
        /// A person or program starts the run.
        record None() implements Form {}

        /// The clock does; the cycle may be empty.
        record Timer(String cycle) implements Form {}

        /// Something outside does, or a message of another run.
        record Message(String name) implements Form {}

        /// A signal of another run does.
        record Signal(String name) implements Form {}
    }

    static Form of(Node.Start start) {
        return switch (start.trigger()) {
            case MANUAL -> new Form.None();
            case SCHEDULE -> new Form.Timer(text(start, CRON));
            case MESSAGE -> new Form.Message(text(start, MESSAGE));
            case SIGNAL -> new Form.Signal(text(start, SIGNAL));
            default -> new Form.Message(start.trigger());
        };
    }

    private static String text(Node.Start start, String field) {
        return start.config().get(field) instanceof String text ? text : "";
    }
}
