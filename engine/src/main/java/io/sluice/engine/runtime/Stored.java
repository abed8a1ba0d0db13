package io.sluice.engine.runtime;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.run.Failure;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a step asks of the store before anything of it goes out. A store that does not answer is no
/// defect of the step and counts as no try: the step is put off until the store is back.
final class Stored {
    /// The code of a step that was put off by the store.
    static final String UNAVAILABLE = "engine.store-unavailable";

    private static final Logger log = LoggerFactory.getLogger(Stored.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String MESSAGE =
            "The database did not answer; nothing was sent, the step is taken up again.";

    private Stored() {}

    /// A question that the store answers.
    interface Question<T> {
        T ask() throws NodeFailure;
    }

    /// @param what what could not be told, for the log
    static <T> T ask(String what, Question<T> question) throws NodeFailure {
        try {
            return question.ask();
        } catch (RuntimeException unavailable) {
            log.warn("The store did not tell {}; asking again later", what, unavailable);
            throw NodeFailure.limited(UNAVAILABLE, MESSAGE, Optional.of(PAUSE));
        }
    }

    /// For what is asked outside of a node.
    static Failure unavailable() {
        return new Failure(UNAVAILABLE, MESSAGE, "CAPACITY", true, false, Optional.of(PAUSE));
    }
}
