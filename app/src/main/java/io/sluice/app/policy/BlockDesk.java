package io.sluice.app.policy;

import io.sluice.app.audit.Audits;
import io.sluice.app.connection.ConnectionAccess;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Input;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.db.authored.ConnectionVault;
import io.sluice.db.policy.Blocks;
import io.sluice.db.policy.Policies;
import io.sluice.db.policy.PolicyHits;
import io.sluice.engine.runtime.RunService;
import io.sluice.policy.lifecycle.Move;
import io.sluice.policy.lifecycle.PolicyStatus;
import io.sluice.policy.register.Moved;
import io.sluice.policy.register.PolicyRecord;
import io.sluice.policy.register.Registered;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What people block by hand. Each request is one policy, in audit like any other; it stops things
/// when an approver promotes it, or at once by whoever may break the glass.
@Component
class BlockDesk {
    private static final Duration USUAL_GLASS = Duration.ofHours(1);

    private final Blocks blocks;
    private final Policies policies;
    private final PolicyHits hits;
    private final StoredRegister register;
    private final PolicyRuns runs;
    private final People people;
    private final BlockGuard guard;
    private final ConnectionVault vault;
    private final ConnectionAccess access;
    private final CdrProperties properties;
    private final RunService engine;
    private final Authorization authorization;
    private final Audits audits;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    BlockDesk(
            Blocks blocks,
            Policies policies,
            PolicyHits hits,
            StoredRegister register,
            PolicyRuns runs,
            People people,
            BlockGuard guard,
            ConnectionVault vault,
            ConnectionAccess access,
            CdrProperties properties,
            RunService engine,
            Authorization authorization,
            Audits audits,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.blocks = blocks;
        this.policies = policies;
        this.hits = hits;
        this.register = register;
        this.runs = runs;
        this.people = people;
        this.guard = guard;
        this.vault = vault;
        this.access = access;
        this.properties = properties;
        this.engine = engine;
        this.authorization = authorization;
        this.audits = audits;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    /// @param status `blocked`
    /// @param action what it does now: `Post` or `Sigkill`
    /// @param run that brings it to the cluster
    record BlockedView(
            String status,
            String request,
            String type,
            int count,
            String action,
            String policy,
            @Nullable Instant expiresAt,
            @Nullable String run) {}

    /// @param removed how many values are no longer blocked
    record UnblockedView(String status, int removed, List<String> runs) {}

    record BlockView(
            String type,
            String value,
            String request,
            String action,
            String policy,
            String policyStatus,
            String reason,
            String by,
            Instant createdAt,
            long ageSeconds,
            @Nullable Instant expiresAt,
            @Nullable Long hits) {}

    /// @param key names the request: the same one is answered with what it made
    BlockedView block(Caller caller, BlockOrder.Request request, Optional<String> key) {
        authorization.require(caller, Action.OPERATE_POLICY);
        var order = BlockOrder.read(request, guard.of(caller.project()));
        if (order.enforce()) {
            authorization.require(caller, Action.BREAK_GLASS);
        }
        if (vault.find(caller.project(), order.cluster()).isEmpty()) {
            throw Input.refuse(
                    "/cluster",
                    "Expected the name of a Kubernetes connection, found '"
                            + Input.clip(order.cluster())
                            + "'; make it under Connections.");
        }
        access.require(caller, order.cluster());
        var id = key.map(BlockDesk::request).orElseGet(() -> engine.nextId().value());
        var before = blocks.ofRequest(caller.project(), id);
        if (!before.isEmpty()) {
            return again(caller, id, before);
        }
        return blocked(caller, order, id);
    }

    private static String request(String key) {
        return "k" + io.sluice.app.security.Tokens.hash(key).substring(0, 24);
    }

    private BlockedView again(Caller caller, String id, List<Blocks.Item> before) {
        var first = before.getFirst();
        var policy = policies.find(caller.project(), first.policy()).orElseThrow();
        return view(id, before, policy, null);
    }

    private BlockedView blocked(Caller caller, BlockOrder order, String id) {
        var now = clock.instant();
        var draft = BlockDrafts.draft(order, id, order.values(), now, order.duration());
        if (order.enforce() && draft.enforce().isEmpty()) {
            throw ApiProblem.badInput(draft.whyNot());
        }
        var policy =
                inTransaction(() -> {
                    var made =
                            register.generate(caller.project(), List.of(draft), people.of(caller))
                                    .getFirst();
                    for (var value : order.values()) {
                        blocks.add(caller.project(), item(caller, order, id, value, made, now));
                    }
                    audits.write(
                            caller,
                            "policy.block",
                            made.policy().id(),
                            Map.of(
                                    "type", order.type(),
                                    "values", order.values(),
                                    "action", order.enforce() ? "Sigkill" : "Post",
                                    "reason", order.reason()));
                    return order.enforce() ? broken(caller, order, made.policy()) : made.policy();
                });
        var run = runs.apply(policy, List.of(), "block", caller.actor());
        return view(id, blocks.ofRequest(caller.project(), id), policy, run.value());
    }

    /// Stopping at once is breaking the glass: for the duration that was asked for, within bounds.
    private PolicyRecord broken(Caller caller, BlockOrder order, PolicyRecord policy) {
        var asked = order.duration().orElse(USUAL_GLASS);
        var longest = properties.longestBreakGlass();
        var span = asked.compareTo(longest) > 0 ? longest : asked;
        var move = new Move.BreakGlass(order.reason(), clock.instant().plus(span));
        return switch (register.move(
                caller.project(), policy.id(), move, people.of(caller), "block")) {
            case Moved.Done(var after, _) -> after;
            case Moved.Refused(_, var message) ->
                    throw new ApiProblem(ErrorCode.POLICY_REFUSED, message);
            case Moved.NotFound() -> throw ApiProblem.notFound("policy", policy.id());
        };
    }

    private static Blocks.Item item(
            Caller caller,
            BlockOrder order,
            String id,
            String value,
            Registered made,
            Instant now) {
        return new Blocks.Item(
                0,
                id,
                order.type(),
                value,
                order.enforce() ? "Sigkill" : "Post",
                made.policy().id(),
                order.reason(),
                caller.actor(),
                now,
                order.duration().map(now::plus));
    }

    private static BlockedView view(
            String id, List<Blocks.Item> items, PolicyRecord policy, @Nullable String run) {
        var first = items.getFirst();
        return new BlockedView(
                "blocked",
                id,
                first.type(),
                items.size(),
                policy.status().enforcing() ? "Sigkill" : "Post",
                policy.id(),
                first.expiresAt().orElse(null),
                run);
    }

    /// Takes back exactly these values; what else a request blocked stays blocked.
    UnblockedView unblock(Caller caller, String type, List<String> values) {
        authorization.require(caller, Action.OPERATE_POLICY);
        var found = blocks.ofValues(caller.project(), type, values);
        var missing = new ArrayList<>(values);
        found.forEach(item -> missing.remove(item.value()));
        if (!missing.isEmpty()) {
            throw new ApiProblem(
                    ErrorCode.NOT_FOUND,
                    "Expected values of type "
                            + type
                            + " that are blocked, found that these are not: "
                            + missing
                            + ".");
        }
        var byPolicy = new TreeMap<String, List<Blocks.Item>>();
        found.forEach(
                item -> byPolicy.computeIfAbsent(item.policy(), _ -> new ArrayList<>()).add(item));
        var started = new ArrayList<String>();
        byPolicy.forEach((policy, items) ->
                started.add(
                        runs.apply(
                                        without(caller, policy, items),
                                        List.of(),
                                        "unblock",
                                        caller.actor())
                                .value()));
        return new UnblockedView("unblocked", values.size(), started);
    }

    private PolicyRecord without(Caller caller, String id, List<Blocks.Item> gone) {
        return inTransaction(() -> {
            var now = clock.instant();
            var policy = policies.lock(caller.project(), id).orElseThrow();
            var rest = new ArrayList<>(blocks.ofPolicy(id));
            rest.removeIf(item -> gone.stream().anyMatch(one -> one.id() == item.id()));
            blocks.remove(gone.stream().map(Blocks.Item::id).toList(), caller.person(), now);
            audits.write(
                    caller,
                    "policy.unblock",
                    id,
                    Map.of(
                            "type", gone.getFirst().type(),
                            "values", gone.stream().map(Blocks.Item::value).toList()));
            return rest.isEmpty()
                    ? withdrawn(caller, policy)
                    : register.narrow(
                            policy, BlockDrafts.narrowed(policy, rest, now), people.of(caller));
        });
    }

    private PolicyRecord withdrawn(Caller caller, PolicyRecord policy) {
        var move = new Move.Withdraw("Everything it blocked was taken back.");
        return switch (register.move(caller.project(), policy.id(), move, people.of(caller), "")) {
            case Moved.Done(var after, _) -> after;
            case Moved.Refused _, Moved.NotFound() -> policy;
        };
    }

    List<BlockView> active(Caller caller) {
        authorization.require(caller, Action.LOOK);
        var now = clock.instant();
        return blocks.active(caller.project()).stream()
                .map(item -> {
                    var policy = policies.find(caller.project(), item.policy());
                    return new BlockView(
                            item.type(),
                            item.value(),
                            item.request(),
                            policy.filter(one -> one.status().enforcing()).isPresent()
                                    ? "Sigkill"
                                    : "Post",
                            item.policy(),
                            policy.map(PolicyRecord::status)
                                    .map(PolicyStatus::name)
                                    .orElse("")
                                    .toLowerCase(java.util.Locale.ROOT),
                            item.reason(),
                            item.by().name(),
                            item.createdAt(),
                            Duration.between(item.createdAt(), now).toSeconds(),
                            item.expiresAt().orElse(null),
                            policy.map(one -> hits.totals(one.id(), one.generation()).seen())
                                    .orElse(null));
                })
                .toList();
    }

    private <T> T inTransaction(Supplier<T> work) {
        return java.util.Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }
}
