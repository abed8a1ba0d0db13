package io.sluice.app.policy;

import io.sluice.db.policy.Policies;
import io.sluice.policy.lifecycle.By;
import io.sluice.policy.lifecycle.Decision;
import io.sluice.policy.lifecycle.Lifecycle;
import io.sluice.policy.lifecycle.Move;
import io.sluice.policy.lifecycle.Transition;
import io.sluice.policy.register.ClusterState;
import io.sluice.policy.register.Draft;
import io.sluice.policy.register.Moved;
import io.sluice.policy.register.PolicyChange;
import io.sluice.policy.register.PolicyKey;
import io.sluice.policy.register.PolicyRecord;
import io.sluice.policy.register.PolicyRegister;
import io.sluice.policy.register.Registered;
import io.sluice.policy.register.Tuning;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The register over the store: each change is one transaction with its step and its audit entry.
@Component
class StoredRegister implements PolicyRegister {
    private static final int TRIES = 5;

    private final Policies policies;
    private final HitKnowledge knowledge;
    private final PolicyChronicle chronicle;
    private final CdrProperties properties;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    StoredRegister(
            Policies policies,
            HitKnowledge knowledge,
            PolicyChronicle chronicle,
            CdrProperties properties,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.policies = policies;
        this.knowledge = knowledge;
        this.chronicle = chronicle;
        this.properties = properties;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    @Override
    public List<Registered> generate(String project, List<Draft> drafts, By by) {
        var registered = new ArrayList<Registered>(drafts.size());
        for (var draft : drafts) {
            registered.add(inTransaction(() -> generate(project, draft, by)));
        }
        return registered;
    }

    private Registered generate(String project, Draft draft, By by) {
        var now = clock.instant();
        var id = PolicyIds.of(project, draft.key());
        var known = policies.lock(project, id);
        if (known.isPresent() && PolicyChange.says(known.get(), draft)) {
            return new Registered(known.get(), false);
        }
        var before =
                known.orElseGet(
                        () -> policies.insert(PolicyChange.detected(id, project, draft), now));
        if (draft.audit().isEmpty() && draft.enforce().isEmpty()) {
            chronicle.note(before, by, "policy.detected", draft.whyNot());
            return new Registered(before, true);
        }
        var move = before.generation() == 0 ? new Move.Generate() : new Move.Extend();
        var step = allowed(before, move, by, now);
        var after = policies.update(PolicyChange.extended(before, draft, by, now), now);
        chronicle.step(after, step, "");
        return new Registered(after, true);
    }

    /// Replaces what a policy looks for by less of the same, as its person asks: what is taken back
    /// is gone at once in either form, and what is left stays where it stands. Joins the caller's
    /// transaction.
    PolicyRecord narrow(PolicyRecord policy, Draft less, By by) {
        var now = clock.instant();
        var after = policies.update(PolicyChange.narrowed(policy, less, now), now);
        chronicle.note(after, by, "policy.narrow", "Values were taken back.");
        return after;
    }

    @Override
    public Optional<PolicyRecord> find(String project, String id) {
        return policies.find(project, id);
    }

    @Override
    public Optional<PolicyRecord> find(String project, PolicyKey key) {
        return policies.find(project, PolicyIds.of(project, key));
    }

    @Override
    public List<PolicyRecord> ofCluster(String project, String cluster) {
        return policies.ofCluster(project, cluster);
    }

    @Override
    public Moved move(String project, String id, Move move, By by, String key) {
        return inTransaction(() -> {
            var policy = policies.lock(project, id);
            if (policy.isEmpty()) {
                return new Moved.NotFound();
            }
            if (policies.made(id, key)) {
                return new Moved.Done(policy.get(), true);
            }
            var now = clock.instant();
            return switch (decide(policy.get(), move, by, now)) {
                case Decision.Refused(var code, var message) -> new Moved.Refused(code, message);
                case Decision.Allowed(var step) -> {
                    var after =
                            policies.update(
                                    PolicyChange.after(policy.get(), move, step.to(), now), now);
                    chronicle.step(after, step, key);
                    yield new Moved.Done(after, false);
                }
            };
        });
    }

    @Override
    public Moved tune(String project, String id, Tuning tuning, String reason, By by) {
        return inTransaction(() -> {
            var policy = policies.lock(project, id);
            if (policy.isEmpty()) {
                return new Moved.NotFound();
            }
            var now = clock.instant();
            return switch (decide(policy.get(), new Move.Tune(reason), by, now)) {
                case Decision.Refused(var code, var message) -> new Moved.Refused(code, message);
                case Decision.Allowed(var step) -> tuned(policy.get(), tuning, by, step, now);
            };
        });
    }

    private Moved tuned(PolicyRecord policy, Tuning tuning, By by, Transition step, Instant now) {
        var flaws = tuning.flaws();
        if (!flaws.isEmpty()) {
            return new Moved.Refused(
                    Decision.RefusalCode.BAD_TUNING,
                    "Expected a tuning that can be used, found: " + String.join(" ", flaws));
        }
        return PolicyChange.tuned(policy, tuning, by)
                .<Moved>map(changed -> {
                    var after = policies.update(changed, now);
                    chronicle.step(after, step, "");
                    return new Moved.Done(after, false);
                })
                .orElseGet(() ->
                        new Moved.Refused(
                                Decision.RefusalCode.BAD_TUNING,
                                "Expected a tuning that takes something away and leaves something,"
                                        + " found that it does not; look at the values in the"
                                        + " manifest, or withdraw the policy."));
    }

    @Override
    public Optional<PolicyRecord> applied(String project, String id, ClusterState state) {
        return inTransaction(() -> {
            var policy = policies.lock(project, id);
            if (policy.isEmpty() || state.generation() > policy.get().generation()) {
                return policy;
            }
            chronicle.report(policy.get(), policies.states(id), state);
            policies.state(id, state);
            return policy.map(this::settled);
        });
    }

    private PolicyRecord settled(PolicyRecord policy) {
        var now = clock.instant();
        return PolicyChange.settled(policy, policies.states(policy.id()))
                .map(move -> {
                    var step = allowed(policy, move, By.ENGINE, now);
                    var after =
                            policies.update(PolicyChange.after(policy, move, step.to(), now), now);
                    chronicle.step(after, step, "");
                    return after;
                })
                .orElse(policy);
    }

    private Decision decide(PolicyRecord policy, Move move, By by, Instant now) {
        return Lifecycle.decide(
                policy.standing(knowledge.of(policy)), move, by, properties.rules(), now);
    }

    private Transition allowed(PolicyRecord policy, Move move, By by, Instant now) {
        return switch (decide(policy, move, by, now)) {
            case Decision.Allowed(var step) -> step;
            case Decision.Refused(_, var message) -> throw new IllegalStateException(message);
        };
    }

    /// Whoever meets another begins anew.
    private <T> T inTransaction(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return java.util.Objects.requireNonNull(transaction.execute(_ -> work.get()));
            } catch (Policies.Stale | DuplicateKeyException | ConcurrencyFailureException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }
}
