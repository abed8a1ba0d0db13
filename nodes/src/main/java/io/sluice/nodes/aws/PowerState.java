package io.sluice.nodes.aws;

import io.sluice.engine.node.Change;
import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Progress;
import io.sluice.engine.node.Reconciliation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A state an instance is brought into, and how. Reading tells whether it is there or on its way,
/// so that asking twice does no harm.
enum PowerState {
    STOPPED("StopInstances", "stopping"),
    RUNNING("StartInstances", "pending"),
    TERMINATED("TerminateInstances", "shutting-down");

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);
    private static final String NOT_FOUND = "aws.invalid-instance-id.not-found";

    static final Map<String, String> ERRORS =
            Map.of(
                    "aws.instance-gone",
                    "The instance is terminated or about to be.",
                    "aws.incorrect-instance-state",
                    "It is on its way to another state; tried again.",
                    "aws.operation-not-permitted",
                    "A stop or termination protection forbids it.",
                    NOT_FOUND,
                    "There is no such instance in the region, or not yet.");

    private final String action;
    private final String onTheWay;

    PowerState(String action, String onTheWay) {
        this.action = action;
        this.onTheWay = onTheWay;
    }

    /// What a change of state needs.
    ///
    /// @param before state when it was planned
    /// @param force stops without letting the system shut down
    record Request(
            String connection,
            @Nullable String region,
            String instanceId,
            String before,
            boolean force) {}

    /// What became of it.
    record Output(
            @Field(title = "Instance id") String instanceId,
            @Field(title = "Previous state") String previousState,
            @Field(title = "State", description = "The state it is in now.") String state) {}

    String state() {
        return name().toLowerCase(Locale.ROOT);
    }

    private boolean reachedBy(String now) {
        return now.equals(onTheWay) || now.equals(state());
    }

    List<String> permissions() {
        return List.of("ec2:DescribeInstances", "ec2:" + action);
    }

    Plan<Request> plan(
            Ec2 ec2, String connection, @Nullable String region, String id, boolean force)
            throws NodeFailure {
        var found = new Instances(ec2).load(id);
        if (this != TERMINATED && found.gone()) {
            throw gone(id, found.state());
        }
        var request = new Request(connection, region, id, found.state(), force);
        return reachedBy(found.state())
                ? Plan.of(request)
                : Plan.of(
                        request,
                        new Change(
                                action,
                                id,
                                "state",
                                found.state(),
                                state(),
                                "Bring " + id + " from " + found.state() + " to " + state()));
    }

    Output execute(Ec2 ec2, Request request) throws NodeFailure {
        var id = request.instanceId();
        var now = stateOf(ec2, id);
        if (this != TERMINATED && TERMINATED.reachedBy(now)) {
            throw gone(id, now);
        }
        if (reachedBy(now)) {
            return new Output(id, request.before(), now);
        }
        switch (this) {
            case STOPPED ->
                    ec2.write(
                            action,
                            c -> c.stopInstances(r -> r.instanceIds(id).force(request.force())));
            case RUNNING -> ec2.write(action, c -> c.startInstances(r -> r.instanceIds(id)));
            case TERMINATED -> ec2.write(action, c -> c.terminateInstances(r -> r.instanceIds(id)));
        }
        return new Output(id, request.before(), stateOf(ec2, id));
    }

    /// An instance that is not found any more has been terminated for an hour.
    private String stateOf(Ec2 ec2, String id) throws NodeFailure {
        try {
            return new Instances(ec2).load(id).state();
        } catch (NodeFailure failure) {
            if (this == TERMINATED && failure.code().equals(NOT_FOUND)) {
                return state();
            }
            throw failure;
        }
    }

    Reconciliation<Output> reconcile(Ec2 ec2, Request request) throws NodeFailure {
        var now = stateOf(ec2, request.instanceId());
        if (reachedBy(now)) {
            return new Reconciliation.Applied<>(
                    new Output(request.instanceId(), request.before(), now));
        }
        return TERMINATED.reachedBy(now)
                ? new Reconciliation.Conflict<>(request.instanceId() + " is " + now + " by now.")
                : new Reconciliation.NotApplied<>();
    }

    Progress<Output> follow(Ec2 ec2, Request request) throws NodeFailure {
        var id = request.instanceId();
        var now = stateOf(ec2, id);
        if (now.equals(state())) {
            return Progress.done(new Output(id, request.before(), now));
        }
        if (this != TERMINATED && TERMINATED.reachedBy(now)) {
            throw gone(id, now);
        }
        return Progress.pending(LOOK_AGAIN, id + " is " + now + ", not " + state() + " yet");
    }

    Output preview(Request request) {
        return new Output(request.instanceId(), request.before(), state());
    }

    private NodeFailure gone(String id, String now) {
        return AwsText.permanent(
                "aws.instance-gone",
                "Expected "
                        + id
                        + " to be "
                        + state()
                        + ", found it "
                        + now
                        + "; it cannot come back.");
    }
}
