package io.sluice.codec.document;

import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.Awaits;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.Node.Ending;
import io.sluice.engine.definition.Node.Repeat;
import io.sluice.engine.definition.Node.WaitFor;
import io.sluice.engine.definition.RetryPolicy;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads one node. What belongs to a later version is refused by its name.
final class NodeReader {
    private static final Set<String> LATER_KINDS =
            Set.of("for-each", "scope", "call", "compensate");
    private static final Set<String> LATER_EVENTS =
            Set.of("message", "escalation", "signal", "condition", "compensation");
    private static final String LATER_END = "verdict";

    private final Part part;

    private NodeReader(Part part) {
        this.part = part;
    }

    /// The node; empty when a problem makes it unreadable.
    static Optional<Node> read(Part part) {
        return new NodeReader(part).read();
    }

    private Optional<Node> read() {
        var id = part.id("id");
        var name = part.findText("name").orElse(id.value());
        var kind = part.text("kind");
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
                                    part.findText("deadline"));
                    case "boundary" ->
                            new Node.Boundary(
                                    id,
                                    name,
                                    part.id("on"),
                                    event(part.part("event")),
                                    part.flag("interrupting", true));
                    case "end" -> new Node.End(id, name, ending());
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
        if (LATER_KINDS.contains(kind)) {
            notSupported("/kind", "Nodes of kind '" + kind + "'");
        } else if (part.value("kind") instanceof String) {
            part.problem(
                    "UNKNOWN_KIND",
                    "/kind",
                    "Expected start, task, choice, any-choice, fork, join, race, wait, approval,"
                            + " boundary or end, found '"
                            + (kind.length() > 80 ? kind.substring(0, 80) + "…" : kind)
                            + "'.");
        }
    }

    private void notSupported(String at, String what) {
        unsupported(part, at, what);
    }

    private static void unsupported(Part part, String at, String what) {
        part.problem(
                "KIND_NOT_SUPPORTED",
                at,
                what + " are not supported by this version of Sluice; use another node instead.");
    }

    private Ending ending() {
        if (part.has(LATER_END)) {
            part.value(LATER_END);
            notSupported("/" + LATER_END, "Ends with '" + LATER_END + "'");
        }
        boolean terminate = part.flag("terminate", false);
        var error = part.find("error", NodeReader::error);
        if (terminate && error.isPresent()) {
            part.problem(
                    "BAD_VALUE",
                    "/terminate",
                    "Expected either 'terminate' or 'error', found both; an error ends every path"
                            + " already.");
        }
        return error.orElseGet(() -> terminate ? new Ending.Terminate() : new Ending.Plain());
    }

    private static Ending error(Part part) {
        var error = new Ending.Fail(part.text("code"), part.findText("message").orElse(""));
        part.end();
        return error;
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
        var found =
                List.of("timer", "moment", "message", "type").stream().filter(part::has).toList();
        if (found.size() != 1) {
            part.problem(
                    "BAD_VALUE",
                    "",
                    "Expected one of 'timer', 'moment', 'message' and 'type' to wait for, found "
                            + (found.isEmpty() ? "none" : String.join(" and ", found))
                            + ".");
            return new WaitFor.Timer("PT0S");
        }
        var until =
                switch (found.getFirst()) {
                    case "timer" -> new WaitFor.Timer(part.text("timer"));
                    case "moment" -> new WaitFor.Until(part.text("moment"));
                    case "message" -> new WaitFor.Message(part.text("message"), part.text("key"));
                    default ->
                            new WaitFor.Condition(
                                    part.text("type"),
                                    part.map("config"),
                                    part.text("condition"),
                                    part.duration("every"));
                };
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
        if (part.has("error") == part.has("timer")) {
            part.problem(
                    "BAD_VALUE",
                    "",
                    "Expected either 'error' or 'timer' for the event to fire on.");
            return new BoundaryEvent.OnTimer("PT0S");
        }
        var event =
                part.has("error")
                        ? new BoundaryEvent.OnError(part.texts("error"))
                        : new BoundaryEvent.OnTimer(part.text("timer"));
        part.end();
        return event;
    }
}
