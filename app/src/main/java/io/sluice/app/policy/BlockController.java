package io.sluice.app.policy;

import io.sluice.app.problem.Input;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.db.policy.Policies;
import io.sluice.policy.indicator.Guard;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Blocking by hand, at the addresses that existing scripts know.
@RestController
class BlockController {
    private final BlockDesk desk;
    private final Policies policies;
    private final Authorization authorization;

    BlockController(BlockDesk desk, Policies policies, Authorization authorization) {
        this.desk = desk;
        this.policies = policies;
        this.authorization = authorization;
    }

    record UnblockRequest(@Nullable String type, @Nullable List<String> values) {}

    /// @param policies how many policies stand where
    /// @param blocks what is blocked by hand now
    record StatusView(Map<String, Long> policies, List<BlockDesk.BlockView> blocks) {}

    @PostMapping("/api/block")
    BlockDesk.BlockedView block(
            Caller caller,
            @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody BlockOrder.Request body) {
        return desk.block(caller, body, Optional.ofNullable(key).filter(text -> !text.isBlank()));
    }

    /// Values need not be blockable to be unblocked; they must only be well-formed.
    @PostMapping("/api/unblock")
    BlockDesk.UnblockedView unblock(Caller caller, @RequestBody UnblockRequest body) {
        authorization.require(caller, Action.OPERATE_POLICY);
        var type = BlockOrder.type(body.type());
        var values =
                BlockOrder.values(type, Input.required(body.values(), "/values"), Guard.STANDARD);
        return desk.unblock(caller, type, values);
    }

    @GetMapping("/status")
    StatusView status(Caller caller) {
        authorization.require(caller, Action.LOOK);
        var counts = new TreeMap<String, Long>();
        for (var one : policies.standings(caller.project())) {
            counts.merge(one.status().name().toLowerCase(Locale.ROOT), one.count(), Long::sum);
        }
        return new StatusView(counts, desk.active(caller));
    }
}
