package io.sluice.app.policy;

import io.sluice.app.problem.Input;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Projects;
import io.sluice.app.trigger.FindingTriggers;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What Tetragon agents export, as JSON lines: from a forwarder that signs, or from a person.
@RestController
class TetragonController {
    private final FindingTriggers triggers;
    private final CdrIntake refusals;
    private final TetragonIntake intake;
    private final Authorization authorization;

    TetragonController(
            FindingTriggers triggers,
            CdrIntake refusals,
            TetragonIntake intake,
            Authorization authorization) {
        this.triggers = triggers;
        this.refusals = refusals;
        this.intake = intake;
        this.authorization = authorization;
    }

    /// @param cluster the connection of the cluster the lines are of
    @PostMapping("/webhook/tetragon")
    ResponseEntity<TetragonIntake.Taken> receive(
            HttpServletRequest request,
            @RequestParam(required = false) @Nullable String cluster,
            @RequestBody(required = false) byte @Nullable [] body) {
        var raw = body == null ? new byte[0] : body;
        if (!triggers.authentic(request, raw, FindingTriggers.TETRAGON)) {
            refusals.refused(FindingTriggers.TETRAGON, request.getRemoteAddr());
            throw FindingTriggers.unknown();
        }
        var name = Input.text(cluster, "cluster", 200);
        var taken = triggers.bounded(() -> intake.take(Projects.DEFAULT, name, text(raw).lines()));
        return ResponseEntity.accepted().body(taken);
    }

    @PostMapping("/api/v1/tetragon")
    TetragonIntake.Taken receive(
            Caller caller,
            @RequestParam(required = false) @Nullable String cluster,
            @RequestBody(required = false) byte @Nullable [] body) {
        authorization.require(caller, Action.OPERATE_POLICY);
        var raw = body == null ? new byte[0] : body;
        return intake.take(
                caller.project(), Input.text(cluster, "cluster", 200), text(raw).lines());
    }

    private static String text(byte[] raw) {
        return new String(raw, StandardCharsets.UTF_8);
    }
}
