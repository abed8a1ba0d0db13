package io.sluice.bpmn;

import io.sluice.engine.definition.Node;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.w3c.dom.Element;

/// Looks whether triggers of ours still are drawn as they were, and takes over what the start event
/// says: the cycle of a schedule, the name of a message or signal.
record OwnStarts(References references) {

    Optional<Node> read(Element element, Node.Start start) {
        var definition = Flow.eventDefinitions(element).stream().findFirst();
        var kind = definition.map(Constructs::kind).orElse("");
        return switch (Triggers.of(start)) {
            case Triggers.Form.None _ -> Optional.<Node>of(start).filter(_ -> kind.isEmpty());
            case Triggers.Form.Message(String name) when start.trigger().equals(Triggers.MESSAGE) ->
                    definition
                            .filter(_ -> kind.equals("message"))
                            .map(one -> named(start, name, one, Triggers.MESSAGE));
            case Triggers.Form.Message _ ->
                    Optional.<Node>of(start).filter(_ -> kind.equals("message"));
            case Triggers.Form.Signal(String name) ->
                    definition
                            .filter(_ -> kind.equals("signal"))
                            .map(one -> named(start, name, one, Triggers.SIGNAL));
            case Triggers.Form.Timer(String cycle) ->
                    kind.equals("timer") ? schedule(element, start, cycle) : Optional.empty();
        };
    }

    /// The message or signal that it refers to now.
    private Node named(Node.Start start, String name, Element definition, String field) {
        var seen =
                references
                        .target(definition, field + "Ref")
                        .map(target -> XmlText.visible(target.getAttribute("name")))
                        .orElse("");
        return seen.equals(XmlText.visible(name)) ? start : with(start, field, seen);
    }

    private static Optional<Node> schedule(Element element, Node.Start start, String cycle) {
        var seen = Dom.text(Flow.eventDefinitions(element).getFirst(), "timeCycle");
        if (seen.equals(XmlText.visible(cycle))) {
            return Optional.of(start);
        }
        return IsoTimes.cron(seen).map(cron -> with(start, Triggers.CRON, cron));
    }

    private static Node with(Node.Start start, String field, String text) {
        var config = new LinkedHashMap<>(start.config());
        config.put(field, text);
        return new Node.Start(start.id(), start.name(), start.trigger(), config);
    }
}
