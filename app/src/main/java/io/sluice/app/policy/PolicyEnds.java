package io.sluice.app.policy;

import io.sluice.db.policy.Policies;
import io.sluice.policy.lifecycle.By;
import io.sluice.policy.lifecycle.Move;
import io.sluice.policy.lifecycle.PolicyStatus;
import io.sluice.policy.register.Moved;
import io.sluice.policy.register.PolicyRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Makes the moves that the clock makes: a policy whose time is over expires and is removed, a
/// broken glass is closed, an audit that has lasted long enough is put before a person.
@Component
class PolicyEnds {
    private static final Logger log = LoggerFactory.getLogger(PolicyEnds.class);
    private static final int AT_ONCE = 200;

    private final Policies policies;
    private final StoredRegister register;
    private final PolicyRuns runs;
    private final CdrProperties properties;
    private final InstantSource clock;

    PolicyEnds(
            Policies policies,
            StoredRegister register,
            PolicyRuns runs,
            CdrProperties properties,
            InstantSource clock) {
        this.policies = policies;
        this.register = register;
        this.runs = runs;
        this.properties = properties;
        this.clock = clock;
    }

    /// Looks what is due. Every process does; the register lets each move happen once.
    void sweep() {
        var now = clock.instant();
        for (var policy : policies.due(now, now.minus(properties.minimumAudit()), AT_ONCE)) {
            due(policy, now).ifPresent(move -> make(policy, move));
        }
    }

    private static Optional<Move> due(PolicyRecord policy, Instant now) {
        if (policy.expiresAt().filter(at -> !at.isAfter(now)).isPresent()) {
            return Optional.of(new Move.Expire());
        }
        if (policy.breakGlassUntil().filter(at -> !at.isAfter(now)).isPresent()) {
            return Optional.of(new Move.EndBreakGlass());
        }
        return policy.status() == PolicyStatus.AUDIT
                ? Optional.of(new Move.Review("The audit has lasted long enough."))
                : Optional.empty();
    }

    private void make(PolicyRecord policy, Move move) {
        // The version makes the key one of this moment: the same end does not come twice.
        var key = "clock:" + move.code() + ":" + policy.generation() + ":" + policy.version();
        switch (register.move(policy.project(), policy.id(), move, By.ENGINE, key)) {
            case Moved.Done(var after, var again) -> {
                if (!again && !(move instanceof Move.Review)) {
                    runs.apply(after, List.of(), key);
                }
            }
            case Moved.Refused(_, var message) ->
                    log.debug("Policy {} does not {}: {}", policy.id(), move.code(), message);
            case Moved.NotFound() -> {}
        }
    }
}
