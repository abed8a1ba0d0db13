package io.sluice.app.policy;

import io.sluice.app.problem.Input;
import io.sluice.app.problem.Listing;
import io.sluice.app.security.Caller;
import io.sluice.db.policy.Policies;
import io.sluice.policy.lifecycle.Move;
import io.sluice.policy.lifecycle.PolicyStatus;
import io.sluice.policy.register.PolicyKind;
import io.sluice.policy.register.Tuning;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Policies, their hits, and what people do with them.
@RestController
class PolicyController {
    private static final int LONGEST_REASON = 2_000;

    private final PolicyDesk desk;
    private final InstantSource clock;

    PolicyController(PolicyDesk desk, InstantSource clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /// A move of a person.
    ///
    /// @param move `review`, `promote`, `tune`, `break-glass` or `withdraw`
    /// @param override for `promote`: why it is right although hits are unexplained or unknown
    /// @param duration for `break-glass`: for how long, such as `4h`
    record MoveRequest(
            @Nullable String move,
            @Nullable String reason,
            @Nullable String override,
            @Nullable String duration,
            @Nullable List<String> withoutBinaries,
            @Nullable List<String> withoutValues,
            @Nullable Map<String, String> labels,
            @Nullable String container) {
        Tuning tuning() {
            return new Tuning(
                    set(withoutBinaries, "/withoutBinaries"),
                    set(withoutValues, "/withoutValues"),
                    labels == null ? Map.of() : labels,
                    container == null ? "" : container.strip());
        }

        private static Set<String> set(@Nullable List<String> given, String path) {
            if (given == null) {
                return Set.of();
            }
            if (given.size() > 500) {
                throw Input.refuse(
                        path, "Expected at most 500 values, found " + given.size() + ".");
            }
            return Set.copyOf(given);
        }
    }

    record ExplainRequest(@Nullable String explanation) {}

    @GetMapping("/api/v1/policies")
    Listing<PolicyView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String cluster,
            @RequestParam(required = false) @Nullable String namespace,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String query,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var filter =
                new Policies.Filter(
                        caller.project(),
                        given(status).map(PolicyController::status),
                        given(category),
                        given(cluster),
                        given(namespace),
                        given(kind).map(PolicyController::kind),
                        given(query));
        return desk.list(caller, filter, cursor, Input.limit(limit));
    }

    @GetMapping("/api/v1/policies/{id}")
    PolicyView.Whole show(Caller caller, @PathVariable String id) {
        return desk.show(caller, id);
    }

    @GetMapping("/api/v1/policies/{id}/hits")
    PolicyView.HitsView hits(Caller caller, @PathVariable String id) {
        return desk.hits(caller, id);
    }

    /// The newest generation as YAML: to look at, to keep in a repository (F039).
    @GetMapping(value = "/api/v1/policies/{id}/manifest", produces = "application/yaml")
    ResponseEntity<String> manifest(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String form) {
        var policy = desk.look(caller, id);
        var wanted =
                switch (form == null ? "audit" : form) {
                    case "audit" -> policy.audit();
                    case "enforce" -> policy.enforce();
                    case String other ->
                            throw Input.refuse(
                                    "form",
                                    "Expected form to be audit or enforce, found '"
                                            + Input.clip(other)
                                            + "'.");
                };
        return wanted.map(manifest ->
                        ResponseEntity.ok()
                                .contentType(MediaType.valueOf("application/yaml"))
                                .body(manifest.toYaml()))
                .orElseThrow(
                        () -> io.sluice.app.problem.ApiProblem.notFound("manifest of policy", id));
    }

    @PostMapping("/api/v1/policies/{id}/hits/{hit}/explain")
    ResponseEntity<Void> explain(
            Caller caller,
            @PathVariable String id,
            @PathVariable String hit,
            @RequestBody ExplainRequest body) {
        desk.explain(
                caller, id, hit, Input.text(body.explanation(), "/explanation", LONGEST_REASON));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/api/v1/policies/{id}/moves")
    ResponseEntity<PolicyDesk.MovedView> move(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody MoveRequest body) {
        var reason = Input.text(body.reason(), "/reason", LONGEST_REASON);
        var once = given(key);
        once.filter(text -> text.length() > 150)
                .ifPresent(_ -> {
                    throw Input.refuse(
                            "Idempotency-Key", "Expected at most 150 characters, found more.");
                });
        var moved =
                switch (Input.required(body.move(), "/move")) {
                    case "review" -> desk.move(caller, id, new Move.Review(reason), once);
                    case "withdraw" -> desk.move(caller, id, new Move.Withdraw(reason), once);
                    case "promote" ->
                            desk.move(
                                    caller,
                                    id,
                                    new Move.Promote(reason, given(body.override())),
                                    once);
                    case "break-glass" ->
                            desk.move(caller, id, new Move.BreakGlass(reason, until(body)), once);
                    case "tune" -> desk.tune(caller, id, body.tuning(), reason, once);
                    case String other ->
                            throw Input.refuse(
                                    "/move",
                                    "Expected a move out of review, promote, tune, break-glass,"
                                            + " withdraw, found '"
                                            + Input.clip(other)
                                            + "'.");
                };
        return ResponseEntity.accepted().body(moved);
    }

    private Instant until(MoveRequest body) {
        return clock.instant().plus(Spans.read(body.duration(), "/duration"));
    }

    private static PolicyStatus status(String text) {
        return Arrays.stream(PolicyStatus.values())
                .filter(one -> one.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        Input.refuse(
                                "status",
                                "Expected a status out of "
                                        + Arrays.toString(PolicyStatus.values())
                                                .toLowerCase(Locale.ROOT)
                                        + ", found '"
                                        + Input.clip(text)
                                        + "'."));
    }

    private static PolicyKind kind(String text) {
        return PolicyKind.of(text)
                .orElseThrow(() ->
                        Input.refuse(
                                "kind",
                                "Expected kind to be tracing, network or cilium, found '"
                                        + Input.clip(text)
                                        + "'."));
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(one -> !one.isEmpty());
    }
}
