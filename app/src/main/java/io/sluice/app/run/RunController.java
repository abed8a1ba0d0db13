package io.sluice.app.run;

import io.sluice.app.problem.Input;
import io.sluice.app.problem.Listing;
import io.sluice.app.run.RunReading.LogView;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Standing;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.StepId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Runs.
@RestController
@RequestMapping("/api/v1")
class RunController {
    private final RunStarting starting;
    private final RunReading reading;
    private final RunSteering steering;
    private final RunStreams streams;
    private final Authorization authorization;

    RunController(
            RunStarting starting,
            RunReading reading,
            RunSteering steering,
            RunStreams streams,
            Authorization authorization) {
        this.starting = starting;
        this.reading = reading;
        this.steering = steering;
        this.streams = streams;
        this.authorization = authorization;
    }

    record StartRequest(
            @Nullable Map<String, @Nullable Object> input,
            @Nullable Map<String, @Nullable Object> variables,
            @Nullable Boolean dryRun,
            @Nullable String start,
            @Nullable Boolean draft,
            @Nullable TrialRequest trial) {

        RunStarting.Wish wish() {
            return new RunStarting.Wish(
                    input == null ? Map.of() : input,
                    variables == null ? Map.of() : variables,
                    Boolean.TRUE.equals(dryRun),
                    Optional.ofNullable(start),
                    Boolean.TRUE.equals(draft),
                    Optional.ofNullable(trial));
        }
    }

    /// @param duplicate it was begun before, under the same key
    record StartedView(String id, boolean duplicate) {
        static ResponseEntity<StartedView> of(RunStarting.Started started) {
            return ResponseEntity.accepted()
                    .body(new StartedView(started.run().value(), started.duplicate()));
        }
    }

    record CancelRequest(@Nullable Boolean undo, @Nullable String reason) {}

    record ResolveRequest(
            @Nullable String resolution,
            @Nullable Map<String, @Nullable Object> output,
            @Nullable String reason,
            @Nullable Instant raisedAt) {}

    record RerunRequest(
            @Nullable Map<String, @Nullable Object> input,
            @Nullable Map<String, @Nullable Object> variables,
            @Nullable Boolean dryRun,
            @Nullable String from,
            @Nullable Map<String, @Nullable Map<String, @Nullable Object>> outputs) {}

    @PostMapping("/workflows/{id}/runs")
    ResponseEntity<StartedView> start(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody StartRequest body) {
        return StartedView.of(starting.start(caller, id, body.wish(), Optional.ofNullable(key)));
    }

    @GetMapping("/runs")
    Listing<RunSummary> list(
            Caller caller,
            RunFilterParameters filter,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return reading.list(caller, filter.filter(caller.project()), cursor, Input.limit(limit));
    }

    @GetMapping("/runs/{id}")
    RunView show(Caller caller, @PathVariable String id) {
        return reading.load(caller, run(id));
    }

    @GetMapping("/runs/{id}/journal")
    Listing<JournalView> journal(
            Caller caller,
            @PathVariable String id,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(required = false) @Nullable Integer limit) {
        return reading.journal(caller, run(id), after, Input.limit(limit));
    }

    @GetMapping("/runs/{id}/nodes/{node}/items")
    Listing<ItemView> items(
            Caller caller,
            @PathVariable String id,
            @PathVariable String node,
            @RequestParam(defaultValue = "1") int visit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return reading.items(
                caller,
                run(id),
                new NodeId(Input.text(node, "node", 100)),
                visit,
                cursor,
                Input.limit(limit));
    }

    @GetMapping("/runs/{id}/log")
    List<LogView> log(Caller caller, @PathVariable String id) {
        return reading.log(caller, run(id));
    }

    @PostMapping("/runs/{id}/cancel")
    ResponseEntity<Void> cancel(
            Caller caller, @PathVariable String id, @RequestBody CancelRequest body) {
        steering.cancel(
                caller,
                run(id),
                Boolean.TRUE.equals(body.undo()),
                body.reason() == null ? "" : Input.text(body.reason(), "/reason", 2_000));
        return ResponseEntity.accepted().build();
    }

    @PostMapping("/runs/{id}/steps/{step}/resolve")
    ResponseEntity<Void> resolve(
            Caller caller,
            @PathVariable String id,
            @PathVariable int step,
            @RequestBody ResolveRequest body) {
        var resolution =
                RunSteering.resolution(
                        Input.text(body.resolution(), "/resolution", 40), body.output());
        steering.resolve(
                caller,
                run(id),
                new StepId(step),
                resolution,
                body.reason() == null ? "" : Input.text(body.reason(), "/reason", 2_000),
                Optional.ofNullable(body.raisedAt()));
        return ResponseEntity.accepted().build();
    }

    @PostMapping("/runs/{id}/rerun")
    ResponseEntity<StartedView> rerun(
            Caller caller,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable RerunRequest body) {
        var given = body == null ? new RerunRequest(null, null, null, null, null) : body;
        return StartedView.of(
                starting.again(
                        caller,
                        run(id),
                        new RunStarting.Again(
                                Optional.ofNullable(given.input()),
                                Optional.ofNullable(given.variables()),
                                Optional.ofNullable(given.dryRun()),
                                Optional.ofNullable(given.from()).filter(one -> !one.isBlank()),
                                given.outputs() == null ? Map.of() : given.outputs())));
    }

    @GetMapping(path = "/runs/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void streamAll(Caller caller, Standing standing, HttpServletResponse response)
            throws IOException {
        streams.all(caller, authorization.sight(caller), standing, response);
    }

    @GetMapping(path = "/runs/{id}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long lastEventId,
            @RequestParam(defaultValue = "0") long after,
            Standing standing,
            HttpServletResponse response)
            throws IOException {
        reading.require(caller, run(id));
        streams.journal(run(id), lastEventId == null ? after : lastEventId, standing, response);
    }

    private static RunId run(String id) {
        return new RunId(Input.text(id, "id", 64));
    }
}
