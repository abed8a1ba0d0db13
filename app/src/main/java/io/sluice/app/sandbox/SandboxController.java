package io.sluice.app.sandbox;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Passes requests on to the sandbox's control API.
@RestController
class SandboxController {
    private static final String ROOT = "/api/v1/sandbox";
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-]+([./][A-Za-z0-9_-]+)*");

    private final SandboxClient sandbox;
    private final Authorization authorization;

    SandboxController(SandboxClient sandbox, Authorization authorization) {
        this.sandbox = sandbox;
        this.authorization = authorization;
    }

    @GetMapping(ROOT)
    ResponseEntity<String> world(Caller caller) {
        authorization.require(caller, Action.LOOK);
        return answer(sandbox.send("GET", "world", ""));
    }

    @GetMapping(ROOT + "/**")
    ResponseEntity<String> look(Caller caller, HttpServletRequest request) {
        authorization.require(caller, Action.LOOK);
        var query = request.getQueryString();
        return answer(sandbox.send("GET", path(request) + (query == null ? "" : "?" + query), ""));
    }

    @PostMapping(ROOT + "/**")
    ResponseEntity<String> change(
            Caller caller,
            HttpServletRequest request,
            @RequestBody(required = false) byte @Nullable [] body) {
        return relayed(caller, request, body);
    }

    @PatchMapping(ROOT + "/**")
    ResponseEntity<String> amend(
            Caller caller,
            HttpServletRequest request,
            @RequestBody(required = false) byte @Nullable [] body) {
        return relayed(caller, request, body);
    }

    @DeleteMapping(ROOT + "/**")
    ResponseEntity<String> remove(Caller caller, HttpServletRequest request) {
        return relayed(caller, request, null);
    }

    private ResponseEntity<String> relayed(
            Caller caller, HttpServletRequest request, byte @Nullable [] body) {
        authorization.require(caller, Action.USE_SANDBOX);
        var json = body == null ? "" : new String(body, StandardCharsets.UTF_8);
        return answer(sandbox.send(request.getMethod(), path(request), json));
    }

    /// Where it delivers to, and with which key, is nobody's business but the application's.
    private static String path(HttpServletRequest request) {
        var path = request.getRequestURI().substring(ROOT.length() + 1);
        if (!PATH.matcher(path).matches() || path.startsWith("targets")) {
            throw new ApiProblem(
                    ErrorCode.NO_SUCH_ROUTE,
                    "Expected a path of the sandbox, found '" + path + "'.");
        }
        return path;
    }

    private static ResponseEntity<String> answer(HttpResponse<String> response) {
        return ResponseEntity.status(response.statusCode())
                .contentType(type(response))
                .body(response.body());
    }

    /// What is no JSON, such as an agent's log, is text and nothing else.
    private static MediaType type(HttpResponse<String> response) {
        if (response.statusCode() >= 400) {
            return MediaType.APPLICATION_PROBLEM_JSON;
        }
        var said = response.headers().firstValue("Content-Type").orElse("application/json");
        return said.startsWith("application/json")
                ? MediaType.APPLICATION_JSON
                : new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);
    }
}
