package io.sluice.engine.simulation;

import io.sluice.engine.simulation.Faults.Fault;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/// The way from a process to the outside and back, on which everything can go wrong. What is asked
/// is carried out in one moment, on the other side.
final class Wire {
    /// How long a process waits for an answer.
    static final Duration PATIENCE = Duration.ofSeconds(8);

    /// How long a request may be under way, at most.
    static final Duration LONGEST = Duration.ofSeconds(20);

    private final Time time;
    private final Faults faults;

    Wire(Time time, Faults faults) {
        this.time = time;
        this.faults = faults;
    }

    /// The answer did not come in time.
    static final class NoAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoAnswer() {
            super("no answer", null, false, false);
        }
    }

    /// Asks, and blocks the calling thread.
    ///
    /// @param request answers; is told what goes wrong with the call
    /// @throws NoAnswer after the patience of the caller
    <T> T ask(SimulatedProcess from, Function<Fault, T> request) {
        from.ensureAlive();
        var fault = faults.next();
        if (fault == Fault.CRASH_BEFORE) {
            from.die();
            from.ensureAlive();
        }
        if (fault == Fault.PAUSE) {
            from.pauseFor(faults.between(500, 90_000));
            from.sleep(Duration.ofMillis(1));
        }
        var answer = new CompletableFuture<T>();
        send(from, fault, request, answer);
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private <T> void send(
            SimulatedProcess from,
            Fault fault,
            Function<Fault, T> request,
            CompletableFuture<T> answer) {
        var there =
                switch (fault) {
                    case LATE ->
                            PATIENCE.plus(
                                    faults.between(1, (int) LONGEST.minus(PATIENCE).toMillis()));
                    case SLOW -> faults.between(500, (int) PATIENCE.toMillis() - 100);
                    default -> faults.between(1, 30);
                };
        if (fault != Fault.LOST) {
            time.after(there, () -> carryOut(from, fault, request, answer));
        }
        if (fault == Fault.LOST || fault == Fault.ANSWER_LOST || fault == Fault.LATE) {
            time.after(PATIENCE, () -> answer.completeExceptionally(new NoAnswer()));
        }
    }

    private <T> void carryOut(
            SimulatedProcess from,
            Fault fault,
            Function<Fault, T> request,
            CompletableFuture<T> answer) {
        T result;
        try {
            result = request.apply(fault);
        } catch (RuntimeException refused) {
            time.after(faults.between(1, 10), () -> answer.completeExceptionally(refused));
            return;
        }
        switch (fault) {
            case CRASH_AFTER -> from.die();
            case ANSWER_LOST, LATE, LOST -> {}
            default -> time.after(faults.between(1, 10), () -> answer.complete(result));
        }
    }
}
