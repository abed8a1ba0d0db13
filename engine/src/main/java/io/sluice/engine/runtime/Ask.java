package io.sluice.engine.runtime;

import io.sluice.engine.port.AuditEntry;
import io.sluice.engine.port.Intake;
import io.sluice.engine.port.RunCommit.Fence;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.StepId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Commands for one run that are decided together, all or none, and who waits for the answer.
///
/// @param consumed id of the queued command this answers
/// @param finishes the step whose call has ended with this
/// @param fence for a run that another begins: that one's epoch
record Ask(
        List<Command> commands,
        Optional<Intake> intake,
        List<AuditEntry> audit,
        Optional<Long> consumed,
        Optional<StepId> finishes,
        Optional<Fence> fence,
        CompletableFuture<Outcome> answer) {

    static Ask of(Command command, List<AuditEntry> audit) {
        return new Ask(
                List.of(command),
                Optional.empty(),
                audit,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new CompletableFuture<>());
    }

    static Ask of(Command... commands) {
        return new Ask(
                List.of(commands),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new CompletableFuture<>());
    }

    static Ask start(Command.StartRun start, Optional<Intake> intake, List<AuditEntry> audit) {
        return new Ask(
                List.of(start),
                intake,
                audit,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new CompletableFuture<>());
    }

    /// A run that another one begins.
    static Ask child(Command.StartRun start, Fence fence) {
        return new Ask(
                List.of(start),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(fence),
                new CompletableFuture<>());
    }

    static Ask queued(Command command, List<AuditEntry> audit, long id) {
        return new Ask(
                List.of(command),
                Optional.empty(),
                audit,
                Optional.of(id),
                Optional.empty(),
                Optional.empty(),
                new CompletableFuture<>());
    }

    static Ask result(StepId step, List<Command> commands) {
        return new Ask(
                commands,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(step),
                Optional.empty(),
                new CompletableFuture<>());
    }

    /// Whether this process asked itself, for its own calls and clocks: worthless once the run is
    /// not ours.
    boolean internal() {
        return finishes.isPresent()
                || commands.isEmpty()
                || commands.stream()
                        .anyMatch(command ->
                                command instanceof Command.DeclareEffect
                                        || command instanceof Command.FireDue);
    }
}
