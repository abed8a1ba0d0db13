package io.sluice.app.policy;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.Cursors;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Listing;
import io.sluice.app.problem.ProblemView;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.db.policy.Policies;
import io.sluice.db.policy.PolicyHits;
import io.sluice.policy.lifecycle.Decision;
import io.sluice.policy.lifecycle.Move;
import io.sluice.policy.lifecycle.Offer;
import io.sluice.policy.register.Moved;
import io.sluice.policy.register.PolicyRecord;
import io.sluice.policy.register.Tuning;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What people see of policies and do with them. A move that changes clusters begins a run.
@Component
class PolicyDesk {
    private static final int SHOWN_HITS = 200;

    private final Policies policies;
    private final PolicyHits hits;
    private final HitKnowledge knowledge;
    private final StoredRegister register;
    private final PolicyRuns runs;
    private final People people;
    private final CdrProperties properties;
    private final Authorization authorization;
    private final Audits audits;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    PolicyDesk(
            Policies policies,
            PolicyHits hits,
            HitKnowledge knowledge,
            StoredRegister register,
            PolicyRuns runs,
            People people,
            CdrProperties properties,
            Authorization authorization,
            Audits audits,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.policies = policies;
        this.hits = hits;
        this.knowledge = knowledge;
        this.register = register;
        this.runs = runs;
        this.people = people;
        this.properties = properties;
        this.authorization = authorization;
        this.audits = audits;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    /// A policy after a move.
    ///
    /// @param run that brings it to its clusters; null when nothing changes there
    record MovedView(PolicyView policy, @Nullable String run) {}

    Listing<PolicyView> list(
            Caller caller, Policies.Filter filter, @Nullable String cursor, int limit) {
        authorization.require(caller, Action.LOOK);
        return Cursors.list(cursor, from -> policies.list(filter, from, limit), PolicyView::of);
    }

    PolicyView.Whole show(Caller caller, String id) {
        var policy = look(caller, id);
        var states = policies.states(id);
        var known = knowledge.of(policy);
        var offers =
                Offer.of(
                        policy.standing(known),
                        people.of(caller),
                        properties.rules(),
                        clock.instant());
        return new PolicyView.Whole(
                PolicyView.of(policy),
                PolicyView.yaml(policy.audit()),
                PolicyView.yaml(policy.enforce()),
                PolicyView.TuningView.of(policy),
                policy.clusters().stream()
                        .map(cluster -> PolicyView.ClusterView.of(policy, cluster, states))
                        .toList(),
                policies.steps(id).stream().map(PolicyView.StepView::of).toList(),
                hits(policy),
                offers.stream().map(PolicyView.MoveView::of).toList());
    }

    PolicyRecord look(Caller caller, String id) {
        authorization.require(caller, Action.LOOK);
        return policies.find(caller.project(), id)
                .orElseThrow(() -> ApiProblem.notFound("policy", id));
    }

    PolicyView.HitsView hits(Caller caller, String id) {
        return hits(look(caller, id));
    }

    private PolicyView.HitsView hits(PolicyRecord policy) {
        return PolicyView.HitsView.of(
                knowledge.of(policy),
                hits.totals(policy.id(), policy.generation()),
                hits.list(policy.id(), policy.generation(), SHOWN_HITS));
    }

    /// Says that hits are what the policy is made for.
    void explain(Caller caller, String id, String hit, String why) {
        authorization.require(caller, Action.OPERATE_POLICY);
        var policy = look(caller, id);
        transaction.executeWithoutResult(_ -> {
            if (!hits.explain(id, policy.generation(), hit, caller.person(), why)) {
                throw ApiProblem.notFound("hit", hit);
            }
            audits.write(caller, "policy.explain", id, Map.of("hit", hit, "why", why));
        });
    }

    /// @param key the same key makes a move once
    MovedView move(Caller caller, String id, Move move, Optional<String> key) {
        authorization.require(caller, action(move));
        var made =
                register.move(
                        caller.project(),
                        id,
                        move,
                        people.of(caller),
                        key.map(text -> "api:" + text).orElse(""));
        return answer(caller, id, made, key, !(move instanceof Move.Review));
    }

    MovedView tune(Caller caller, String id, Tuning tuning, String reason, Optional<String> key) {
        authorization.require(caller, Action.OPERATE_POLICY);
        var made = register.tune(caller.project(), id, tuning, reason, people.of(caller));
        return answer(caller, id, made, key, true);
    }

    private static Action action(Move move) {
        return switch (move) {
            case Move.Promote _ -> Action.PROMOTE_POLICY;
            case Move.BreakGlass _ -> Action.BREAK_GLASS;
            case Move.Review _,
                    Move.Tune _,
                    Move.Withdraw _,
                    Move.Generate _,
                    Move.Extend _,
                    Move.StartAudit _,
                    Move.Activate _,
                    Move.EndBreakGlass _,
                    Move.Expire _ ->
                    Action.OPERATE_POLICY;
        };
    }

    private MovedView answer(
            Caller caller, String id, Moved made, Optional<String> key, boolean changesClusters) {
        return switch (made) {
            case Moved.Done(var policy, _) ->
                    new MovedView(
                            PolicyView.of(policy),
                            changesClusters
                                    ? runs.apply(policy, List.of(), key.orElse(""), caller.actor())
                                            .value()
                                    : null);
            case Moved.Refused(var code, var message) -> throw refused(caller, id, code, message);
            case Moved.NotFound() -> throw ApiProblem.notFound("policy", id);
        };
    }

    private ApiProblem refused(
            Caller caller, String id, Decision.RefusalCode code, String message) {
        var kind =
                switch (code) {
                    case NO_RIGHT -> ErrorCode.FORBIDDEN;
                    case OWN_POLICY -> ErrorCode.SELF_APPROVAL;
                    case NO_REASON, BAD_TIME, BAD_TUNING -> ErrorCode.BAD_INPUT;
                    case ILLEGAL, AUDIT_ONLY, TOO_EARLY, UNEXPLAINED_HITS, HITS_UNKNOWN ->
                            ErrorCode.POLICY_REFUSED;
                };
        var problem =
                new ApiProblem(
                        kind,
                        message,
                        List.of(
                                ProblemView.at(
                                        code.name().toLowerCase(java.util.Locale.ROOT), message)));
        return kind == ErrorCode.FORBIDDEN || kind == ErrorCode.SELF_APPROVAL
                ? authorization.denied(caller, Action.PROMOTE_POLICY, id, problem)
                : problem;
    }
}
