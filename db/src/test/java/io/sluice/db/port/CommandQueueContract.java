package io.sluice.db.port;

import static io.sluice.db.port.Samples.START;
import static io.sluice.db.port.Samples.commit;
import static io.sluice.db.port.Samples.entered;
import static io.sluice.db.port.Samples.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.port.AuditEntry;
import io.sluice.engine.port.CommandQueue;
import io.sluice.engine.port.RunCommit;
import io.sluice.engine.port.RunStore;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the engine counts on when it leaves a command to another process.
public abstract class CommandQueueContract {
    private static final RunId RUN = new RunId("r1");
    private static final Actor ALICE = new Actor("user", "alice");
    private static final Command CANCEL = new Command.CancelRun(true, ALICE, "not needed");

    private RunStore runs;
    private CommandQueue commands;

    /// Empty stores.
    protected abstract Stores stores();

    @BeforeEach
    void open() {
        var stores = stores();
        runs = stores.runs();
        commands = stores.commands();
    }

    @Test
    void handsCommandsOutInTheirOrder() {
        var audit =
                new AuditEntry("default", START, ALICE, "run.cancel", "r1", Map.of("undo", true));
        commands.put(RUN, CANCEL, List.of(audit));
        commands.put(RUN, new Command.WakeStep("change/1"), List.of());

        var pending = commands.pending(10);

        assertThat(pending)
                .extracting(CommandQueue.Queued::command)
                .containsExactly(CANCEL, new Command.WakeStep("change/1"));
        assertThat(pending.getFirst().audit()).containsExactly(audit);
        assertThat(pending.getFirst().run()).isEqualTo(RUN);
        assertThat(commands.pending(1)).hasSize(1);
    }

    @Test
    void dropsACommand() {
        commands.put(RUN, CANCEL, List.of());

        commands.drop(commands.pending(1).getFirst().id());

        assertThat(commands.pending(10)).isEmpty();
    }

    @Test
    void forgetsACommandWithTheCommitThatAnswersIt() {
        commands.put(RUN, CANCEL, List.of());
        var id = commands.pending(1).getFirst().id();

        runs.commit(List.of(answering(0, id)));

        assertThat(commands.pending(10)).isEmpty();
    }

    @Test
    void keepsACommandWhoseAnswerClashed() {
        runs.commit(List.of(answering(0, -1)));
        commands.put(RUN, CANCEL, List.of());

        runs.commit(List.of(answering(0, commands.pending(1).getFirst().id())));

        assertThat(commands.pending(10)).hasSize(1);
    }

    private static RunCommit answering(long version, long id) {
        var commit =
                commit(
                        RunState.fresh(RUN),
                        version,
                        1,
                        null,
                        started(RUN, Map.of()),
                        entered(1, "A"));
        return new RunCommit(
                commit.state(),
                commit.events(),
                commit.expectedVersion(),
                commit.epoch(),
                commit.lease(),
                commit.at(),
                commit.intake(),
                List.of(id),
                List.of());
    }
}
