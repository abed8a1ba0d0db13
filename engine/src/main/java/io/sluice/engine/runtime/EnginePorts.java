package io.sluice.engine.runtime;

import io.sluice.engine.expression.Expressions;
import io.sluice.engine.port.Catalogue;
import io.sluice.engine.port.CommandQueue;
import io.sluice.engine.port.Connections;
import io.sluice.engine.port.EffectStore;
import io.sluice.engine.port.Ids;
import io.sluice.engine.port.Records;
import io.sluice.engine.port.Restraints;
import io.sluice.engine.port.RunListener;
import io.sluice.engine.port.RunStore;
import io.sluice.engine.port.Schemas;
import io.sluice.engine.port.Starters;
import io.sluice.engine.port.StepLog;
import io.sluice.engine.port.Waits;
import io.sluice.engine.port.WorkflowVersions;
import java.time.InstantSource;

/// Everything the runtime needs from outside, in one hand.
///
/// @param clock the time all processes agree on: the database's
public record EnginePorts(
        RunStore runs,
        EffectStore effects,
        WorkflowVersions workflows,
        Waits waits,
        CommandQueue commands,
        Connections connections,
        Catalogue catalogue,
        Records records,
        Schemas schemas,
        Expressions expressions,
        StepLog log,
        RunListener listener,
        InstantSource clock,
        Ids ids,
        Restraints restraints,
        Starters starters) {

    /// Where nothing holds runs back, and no workflow begins by a message.
    public EnginePorts(
            RunStore runs,
            EffectStore effects,
            WorkflowVersions workflows,
            Waits waits,
            CommandQueue commands,
            Connections connections,
            Catalogue catalogue,
            Records records,
            Schemas schemas,
            Expressions expressions,
            StepLog log,
            RunListener listener,
            InstantSource clock,
            Ids ids) {
        this(
                runs,
                effects,
                workflows,
                waits,
                commands,
                connections,
                catalogue,
                records,
                schemas,
                expressions,
                log,
                listener,
                clock,
                ids,
                Restraints.NONE,
                Starters.NONE);
    }

    /// The same where these hold runs back, and workflows begin by messages.
    public EnginePorts with(Restraints held, Starters begun) {
        return new EnginePorts(
                runs,
                effects,
                workflows,
                waits,
                commands,
                connections,
                catalogue,
                records,
                schemas,
                expressions,
                log,
                listener,
                clock,
                ids,
                held,
                begun);
    }
}
