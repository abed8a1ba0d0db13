package io.sluice.codec.document;

import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.Awaits;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.Node.Ending;
import io.sluice.engine.definition.Node.OnFailure;
import io.sluice.engine.definition.Node.Repeat;
import io.sluice.engine.definition.Node.Thrown;
import io.sluice.engine.definition.Node.WaitFor;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.RetryPolicy;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads one node. What belongs to a later version is refused by its name.
final class NodeReader {
    private static final Set<String> LATER_EVENTS = Set.of("condition");
    private static final String KINDS =
            "start, begin, task, choice, any-choice, fork, join, race, wait, approval, throw,"
                    + " boundary, scope, for-each, call, handler, compensate or end";

    private final Part part;

    private NodeReader(Part part) {
        this.part = part;
    }

    /// The node; empty when a problem makes it unreadable.
    ///
    /// @param within takes the area it stands in, if it does in one
    static Optional<Node> read(Part part, Map<NodeId, NodeId> within) {
        return new NodeReader(part).read(within);
    }

    private Optional<Node> read(Map<NodeId, NodeId> within) {
        var id = part.id("id");
        var name = part.findText("name").orElse(id.value());
        var kind = part.text("kind");
        if (part.has("in")) {
            within.put(id, part.id("in"));
        }
        var node =
                switch (kind) {
                    case "start" ->
                            new Node.Start(id, name, part.text("trigger"), part.map("config"));
                    case "task" ->
                            new Node.Task(
                                    id,
                                    name,
                                    part.text("type"),
                                    part.map("config"),
                                    part.find("retry", NodeReader::retry)
                                            .orElse(RetryPolicy.DEFAULT),
                                    part.has("timeout")
                                            ? Optional.of(part.duration("timeout"))
                                            : Optional.empty(),
                                    repeat(),
                                    part.flag("disabled", false));
                    case "choice" -> new Node.Choice(id, name);
                    case "any-choice" -> new Node.AnyChoice(id, name);
                    case "fork" -> new Node.Fork(id, name);
                    case "join" -> new Node.Join(id, name, awaits());
                    case "race" -> new Node.Race(id, name);
                    case "wait" -> new Node.Wait(id, name, until(part.part("until")));
                    case "approval" ->
                            new Node.Approval(
                                    id,
                                    name,
                                    part.findText("title").orElse(""),
                                    part.findText("description").orElse(""),
                                    part.texts("approvers"),
                                    part.findText("deadline"),
                                    whole(part, "votes", 1),
                                    urging());
                    case "boundary" ->
                            new Node.Boundary(
                                    id,
                                    name,
                                    part.id("on"),
                                    event(part.part("event")),
                                    part.flag("interrupting", true));
                    case "begin" -> new Node.Begin(id, name);
                    case "scope" -> new Node.Scope(id, name, part.find("loop", NodeReader::loop));
                    case "for-each" ->
                            new Node.ForEach(
                                    id,
                                    name,
                                    part.text("items"),
                                    whole(part, "atOnce", 1),
                                    onFailure());
                    case "call" ->
                            new Node.Call(
                                    id,
                                    name,
                                    part.text("workflow"),
                                    part.findText("start"),
                                    part.map("input"));
                    case "handler" ->
                            new Node.Handler(
                                    id,
                                    name,
                                    event(part.part("event")),
                                    part.flag("interrupting", true));
                    case "throw" -> new Node.Throw(id, name, thrown());
                    case "compensate" ->
                            new Node.Compensate(
                                    id,
                                    name,
                                    part.has("of") ? Optional.of(part.id("of")) : Optional.empty());
                    case "end" -> new Node.End(id, name, ending(), part.map("result"));
                    default -> null;
                };
        if (node == null) {
            refuse(kind);
            return Optional.empty();
        }
        if (name.isEmpty()) {
            part.problem(
                    "BAD_VALUE",
                    "/name",
                    "Expected a name, found an empty text; leave it out" + " to use the id.");
        }
        part.end();
        return Optional.of(node);
    }

    private void refuse(String kind) {
        if (part.value("kind") instanceof String) {
            part.problem(
                    "UNKNOWN_KIND",
                    "/kind",
                    "Expected "
                            + KINDS
                            + ", found '"
                            + (kind.length() > 80 ? kind.substring(0, 80) + "…" : kind)
                            + "'.");
        }
    }

    private static void unsupported(Part part, String at, String what) {
        part.problem(
                "KIND_NOT_SUPPORTED",
                at,
                what + " are not supported by this version of Sluice; use another node instead.");
    }

    private Node.Urging urging() {
        return new Node.Urging(
                part.findText("connection"),
                part.findText("remindAfter"),
                part.findText("remindEvery"),
                part.findText("escalateAfter"),
                part.texts("escalateTo"));
    }

    private Ending ending() {
        boolean terminate = part.flag("terminate", false);
        var error = part.find("error", NodeReader::error);
        var verdict = part.find("verdict", NodeReader::verdict);
        if ((terminate ? 1 : 0) + (int) error.stream().count() + (int) verdict.stream().count()
                > 1) {
            part.problem(
                    "BAD_VALUE",
                    "/terminate",
                    "Expected one of 'terminate', 'error' and 'verdict', found several; an error"
                            + " ends every path already.");
        }
        return error.or(() -> verdict)
                .orElseGet(() -> terminate ? new Ending.Terminate() : new Ending.Plain());
    }

    private static Ending verdict(Part part) {
        var verdict =
                new Ending.Verdict(
                        part.text("resource"),
                        part.text("pass"),
                        part.findText("reason").orElse(""));
        part.end();
        return verdict;
    }

    private static Node.Loop loop(Part part) {
        var loop = new Node.Loop(part.text("while"), whole(part, "most", 1_000));
        part.end();
        return loop;
    }

    private static int whole(Part part, String key, int otherwise) {
        double number = part.number(key, otherwise);
        if (number == Math.rint(number) && Math.abs(number) <= 1_000_000) {
            return (int) number;
        }
        part.problem("BAD_VALUE", "/" + key, "Expected a whole number.");
        return otherwise;
    }

    private Thrown thrown() {
        var found = oneOf(part, "message", "signal", "escalation");
        return switch (found) {
            case "message" ->
                    new Thrown.Message(part.text("message"), part.text("key"), part.map("payload"));
            case "signal" -> new Thrown.Signal(part.text("signal"), part.map("payload"));
            case "escalation" -> new Thrown.Escalation(part.text("escalation"));
            default -> {
                part.value("key");
                part.value("payload");
                yield new Thrown.Escalation("");
            }
        };
    }

    /// The one of these fields that is there; empty, with a problem noted, when it is not one.
    private static String oneOf(Part part, String... keys) {
        var found = Stream.of(keys).filter(part::has).toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        Stream.of(keys).forEach(part::value);
        part.problem(
                "BAD_VALUE",
                "",
                "Expected one of '"
                        + String.join("', '", keys)
                        + "', found "
                        + (found.isEmpty() ? "none" : String.join(" and ", found))
                        + ".");
        return "";
    }

    private static Ending error(Part part) {
        var error = new Ending.Fail(part.text("code"), part.findText("message").orElse(""));
        part.end();
        return error;
    }

    private OnFailure onFailure() {
        var text = part.findText("onFailure").orElse("stop");
        return switch (text) {
            case "stop" -> OnFailure.STOP;
            case "go-on" -> OnFailure.GO_ON;
            default -> {
                part.problem(
                        "BAD_VALUE",
                        "/onFailure",
                        "Expected 'stop' or 'go-on', found another text.");
                yield OnFailure.STOP;
            }
        };
    }

    private Awaits awaits() {
        var text = part.findText("awaits").orElse("all");
        return switch (text) {
            case "all" -> Awaits.ALL;
            case "active" -> Awaits.ACTIVE;
            default -> {
                part.problem(
                        "BAD_VALUE", "/awaits", "Expected 'all' or 'active', found another text.");
                yield Awaits.ALL;
            }
        };
    }

    private Repeat repeat() {
        var text = part.findText("repeat").orElse("at-most-once");
        return switch (text) {
            case "at-most-once" -> Repeat.AT_MOST_ONCE;
            case "at-least-once" -> Repeat.AT_LEAST_ONCE;
            default -> {
                if (part.value("repeat") instanceof String) {
                    part.problem(
                            "BAD_VALUE",
                            "/repeat",
                            "Expected 'at-most-once' or 'at-least-once', found another text.");
                }
                yield Repeat.AT_MOST_ONCE;
            }
        };
    }

    private static RetryPolicy retry(Part part) {
        var usual = RetryPolicy.DEFAULT;
        double attempts = part.number("maxAttempts", usual.maxAttempts());
        var initial = part.duration("initial", usual.initial());
        double factor = part.number("factor", usual.factor());
        var max = part.duration("max", usual.max());
        part.end();
        if (attempts != Math.rint(attempts)) {
            part.problem("BAD_VALUE", "/maxAttempts", "Expected a whole number of tries.");
            return usual;
        }
        try {
            return new RetryPolicy((int) attempts, initial, factor, max);
        } catch (IllegalArgumentException e) {
            part.problem("BAD_VALUE", "", String.valueOf(e.getMessage()));
            return usual;
        }
    }

    private static WaitFor until(Part part) {
        var until =
                switch (oneOf(part, "timer", "moment", "message", "signal", "type")) {
                    case "timer" -> new WaitFor.Timer(part.text("timer"));
                    case "moment" -> new WaitFor.Until(part.text("moment"));
                    case "message" -> new WaitFor.Message(part.text("message"), part.text("key"));
                    case "signal" -> new WaitFor.Signal(part.text("signal"));
                    case "type" ->
                            new WaitFor.Condition(
                                    part.text("type"),
                                    part.map("config"),
                                    part.text("condition"),
                                    part.duration("every"));
                    default -> null;
                };
        if (until == null) {
            return new WaitFor.Timer("PT0S");
        }
        part.end();
        return until;
    }

    private static BoundaryEvent event(Part part) {
        for (var later : LATER_EVENTS) {
            if (part.has(later)) {
                part.value(later);
                unsupported(part, "/" + later, "Boundary events of kind '" + later + "'");
                return new BoundaryEvent.OnTimer("PT0S");
            }
        }
        var event =
                switch (oneOf(
                        part,
                        "error",
                        "timer",
                        "message",
                        "signal",
                        "escalation",
                        "compensation")) {
                    case "error" -> new BoundaryEvent.OnError(part.texts("error"));
                    case "timer" -> new BoundaryEvent.OnTimer(part.text("timer"));
                    case "message" ->
                            new BoundaryEvent.OnMessage(part.text("message"), part.text("key"));
                    case "signal" -> new BoundaryEvent.OnSignal(part.text("signal"));
                    case "escalation" -> new BoundaryEvent.OnEscalation(part.texts("escalation"));
                    case "compensation" -> compensation(part);
                    default -> null;
                };
        if (event == null) {
            return new BoundaryEvent.OnTimer("PT0S");
        }
        part.end();
        return event;
    }

    private static BoundaryEvent compensation(Part part) {
        if (!part.flag("compensation", true)) {
            part.problem("BAD_VALUE", "/compensation", "Expected 'compensation' to be true.");
        }
        return new BoundaryEvent.OnCompensation();
    }
}
