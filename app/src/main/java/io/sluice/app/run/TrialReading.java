package io.sluice.app.run;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Input;
import io.sluice.app.problem.ProblemView;
import io.sluice.app.run.TrialRequest.PinError;
import io.sluice.app.run.TrialRequest.PinRequest;
import io.sluice.codec.value.JsonValues;
import io.sluice.engine.decide.Trials;
import io.sluice.engine.definition.Graph;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.run.Trial;
import io.sluice.engine.run.Trial.Pin;
import io.sluice.engine.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes a trial of what was asked for, or tells everything in it that does not fit the draft.
final class TrialReading {
    /// Characters of JSON in one pin, and in all of them.
    static final int LARGEST_PIN = 256 * 1024;

    static final int LARGEST_TRIAL = 1024 * 1024;
    private static final int LONGEST_CODE = 200;
    private static final int LONGEST_MESSAGE = 2_000;

    private final Graph graph;
    private final NodeId start;
    private final List<ProblemView> problems = new ArrayList<>();
    private long size;

    private TrialReading(Workflow document, NodeId start) {
        graph = new Graph(document);
        this.start = start;
    }

    /// @throws ApiProblem that lists what does not fit
    static Trial read(TrialRequest asked, Workflow document, NodeId start) {
        return new TrialReading(document, start).read(asked);
    }

    private Trial read(TrialRequest asked) {
        var pins = new TreeMap<NodeId, Pin>();
        if (asked.pins() != null) {
            asked.pins().forEach((id, pin) -> pin(id, pin, pins));
        }
        if (size > LARGEST_TRIAL) {
            tooLarge("/trial/pins", LARGEST_TRIAL, size);
        }
        var from = place(asked.from(), "/trial/from");
        var until = place(asked.until(), "/trial/until");
        until.filter(node -> !graph.reachable(from.orElse(start)).contains(node))
                .ifPresent(node ->
                        problem(
                                "/trial/until",
                                "Expected a node that can be reached from '"
                                        + from.orElse(start)
                                        + "', found '"
                                        + node
                                        + "'."));
        if (!problems.isEmpty()) {
            throw new ApiProblem(
                    ErrorCode.BAD_INPUT, problems.getFirst().message(), List.copyOf(problems));
        }
        return new Trial(pins, from, until);
    }

    private void pin(String id, @Nullable PinRequest asked, Map<NodeId, Pin> pins) {
        var at = "/trial/pins/" + Input.clip(id).replace("~", "~0").replace("/", "~1");
        var node = find(id).filter(Trials::pinnable);
        if (node.isEmpty()) {
            problem(
                    at,
                    "Expected a task, a wait or an approval of the draft to pin, found '"
                            + Input.clip(id)
                            + "'; remove this pin.");
        } else if (asked == null || (asked.output() == null) == (asked.error() == null)) {
            problem(at, "Expected either 'output' or 'error' for the pin of '" + id + "'.");
        } else {
            pin(asked, at).ifPresent(pin -> pins.put(node.get().id(), pin));
        }
    }

    private Optional<Pin> pin(PinRequest asked, String at) {
        return asked.error() == null ? gives(asked.output(), at) : fails(asked.error(), at);
    }

    private Optional<Pin> gives(@Nullable Map<String, @Nullable Object> output, String at) {
        try {
            var values = Values.normaliseMap(output);
            int length = JsonValues.write(values).length();
            size += length;
            if (length > LARGEST_PIN) {
                tooLarge(at + "/output", LARGEST_PIN, length);
            }
            return Optional.of(new Pin.Gives(values));
        } catch (IllegalArgumentException e) {
            problem(at + "/output", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<Pin> fails(PinError error, String at) {
        var code = error.code() == null ? "" : error.code().strip();
        var message = error.message() == null ? "" : error.message().strip();
        if (code.isEmpty() || code.length() > LONGEST_CODE) {
            problem(
                    at + "/error/code",
                    "Expected an error code of 1 to "
                            + LONGEST_CODE
                            + " characters, found "
                            + code.length()
                            + ".");
        }
        if (message.length() > LONGEST_MESSAGE) {
            tooLarge(at + "/error/message", LONGEST_MESSAGE, message.length());
        }
        return Optional.of(new Pin.Fails(code, message));
    }

    private Optional<NodeId> place(@Nullable String id, String at) {
        if (id == null) {
            return Optional.empty();
        }
        var node = find(id).filter(found -> !(found instanceof Node.Boundary));
        if (node.isEmpty()) {
            problem(
                    at,
                    "Expected a node of the draft that is no boundary event, found '"
                            + Input.clip(id)
                            + "'.");
        }
        return node.map(Node::id);
    }

    private Optional<Node> find(String id) {
        return NodeId.FORM.matcher(id).matches() ? graph.find(new NodeId(id)) : Optional.empty();
    }

    private void tooLarge(String at, long most, long found) {
        problem(
                at,
                "Expected at most "
                        + most
                        + " characters, found "
                        + found
                        + "; keep only what later nodes read.");
    }

    private void problem(String at, String message) {
        problems.add(ProblemView.at(at, message));
    }
}
