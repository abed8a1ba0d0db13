package io.sluice.engine.node;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a node may reach while it works. Valid for one call only.
public interface NodeContext {
    /// The connection of this name in the run's project, its secrets resolved.
    ///
    /// @throws NodeFailure if there is none, or it is of another type
    Connection connection(String name, String type) throws NodeFailure;

    /// The key of this effect: the same in every attempt of this step, different in every other
    /// step, safe in a title or tag (`[a-z0-9]`, 32 characters). For reads it names the step.
    String effectKey();

    /// Which run and step this is, for titles, links and tags.
    StepRef step();

    /// Variables of the run as they stand.
    Map<String, @Nullable Object> variables();

    /// Now, from the engine's clock.
    Instant now();

    /// How long this call may still take. Set time-outs of requests below it.
    Duration remaining();

    /// Ends the call if this process may no longer act for the run. To be called right before a
    /// request that writes goes out; the HTTP clients that the product ships do so by themselves.
    ///
    /// @throws NodeFailure when the lease has gone; the step is taken up again elsewhere
    void ensureLeased() throws NodeFailure;

    /// Ends the call if no connection it has opened may be taken to this host. To be called before
    /// a request goes out; the HTTP clients that the product ships do so by themselves.
    ///
    /// @throws NodeFailure `connection.host-not-allowed`
    default void ensureReachable(String host, int port) throws NodeFailure {}

    /// A line in the step's log, shown to people. Known secret values are blotted out.
    void log(String message);

    /// Whether this call happens in a dry run.
    boolean dryRun();

    /// Where a step stands.
    ///
    /// @param run id of the run
    /// @param node id of the node in its document
    /// @param workflow name of the workflow, for people
    /// @param link a URL at which people see the run
    record StepRef(String run, String node, String workflow, String link) {}
}
