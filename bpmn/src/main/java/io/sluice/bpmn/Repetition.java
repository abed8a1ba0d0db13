package io.sluice.bpmn;

import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;

/// Reads foreign sub-processes that are gone through several times.
record Repetition(Findings findings, Expressions expressions) {
    /// How many items at the same time, where a file sets no bound.
    static final int AT_ONCE = 100;

    /// How many rounds, where a file sets no bound.
    private static final int ROUNDS = 1_000;

    /// Longer lists of numbers are nobody's drawing.
    private static final int MOST_NUMBERS = 100;

    private static final Set<String> UNTOLD =
            Set.of(
                    "completionCondition",
                    "complexBehaviorDefinition",
                    "loopDataInputRef",
                    "loopDataOutputRef",
                    "inputDataItem",
                    "outputDataItem");

    /// The part that a sub-process is; empty if something was refused.
    Optional<Node> read(NodeId id, String name, Element element) {
        var each = Dom.child(element, "multiInstanceLoopCharacteristics");
        if (each.isPresent()) {
            return forEach(id, name, element, each.get());
        }
        var loop = Dom.child(element, "standardLoopCharacteristics");
        if (loop.isPresent()) {
            return loop(element, loop.get())
                    .map(found -> new Node.Scope(id, name, Optional.of(found)));
        }
        return Optional.of(new Node.Scope(id, name, Optional.empty()));
    }

    /// How many rounds a loop has at most, if it says so.
    static Optional<Integer> rounds(Element loop) {
        var text = loop.getAttribute("loopMaximum").strip();
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Integer.parseInt(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private Optional<Node.Loop> loop(Element element, Element loop) {
        var most = rounds(loop);
        var condition = Dom.child(loop, "loopCondition");
        var text = Dom.text(loop, "loopCondition");
        if (Flow.isTrue(loop, "testBefore") || (text.isEmpty() && most.isEmpty())) {
            findings.refuse(
                    "BPMN_STANDARD_LOOP",
                    element,
                    "expected a loop whose condition is looked at after each round, or one with"
                            + " loopMaximum; remove the loop marker and draw the loop with an"
                            + " exclusive gateway instead.");
            return Optional.empty();
        }
        if (most.isEmpty()) {
            findings.note(
                    "BPMN_LOOP_BOUND",
                    element,
                    "has no loopMaximum; it ends after " + ROUNDS + " rounds now.");
        }
        var language = condition.map(c -> c.getAttribute("language").strip()).orElse("");
        var again =
                text.isEmpty()
                        ? Optional.of("true")
                        : language.equals(Namespaces.CEL)
                                ? Optional.of(text)
                                : expressions.condition(element, text, language);
        return again.map(found -> new Node.Loop(found, most.orElse(ROUNDS)));
    }

    private Optional<Node> forEach(NodeId id, String name, Element element, Element each) {
        var behaviour = each.getAttribute("behavior").strip();
        var untold =
                Dom.children(each).stream().map(Dom::local).filter(UNTOLD::contains).findFirst();
        if (untold.isPresent() || !(behaviour.isEmpty() || behaviour.equals("All"))) {
            refuse(element, "found " + untold.orElse("behavior '" + behaviour + "'"));
            return Optional.empty();
        }
        var items = items(element, each);
        if (items.isEmpty()) {
            return Optional.empty();
        }
        boolean sequential = Flow.isTrue(each, "isSequential");
        if (!sequential) {
            findings.note(
                    "BPMN_MULTI_INSTANCE_BOUND",
                    element,
                    "sets no bound; at most " + AT_ONCE + " items are under way at the same time.");
        }
        return Optional.of(
                new Node.ForEach(
                        id, name, items.get(), sequential ? 1 : AT_ONCE, Node.OnFailure.STOP));
    }

    private Optional<String> items(Element element, Element each) {
        var collection = foreign(each, Set.of("collection", "inputCollection"));
        var cardinality = Dom.text(each, "loopCardinality");
        if (collection.isPresent()) {
            var items = expressions.list(element, collection.get());
            if (items.isEmpty()) {
                refuse(element, "found the collection '" + collection.get().strip() + "'");
            }
            return items;
        }
        if (cardinality.matches("[0-9]{1,3}") && Integer.parseInt(cardinality) <= MOST_NUMBERS) {
            return Optional.of(
                    IntStream.range(0, Integer.parseInt(cardinality))
                            .mapToObj(Integer::toString)
                            .collect(Collectors.joining(", ", "[", "]")));
        }
        refuse(
                element,
                cardinality.isEmpty()
                        ? "found neither"
                        : "found the cardinality '" + cardinality + "'");
        return Optional.empty();
    }

    private void refuse(Element element, String found) {
        findings.refuse(
                "BPMN_MULTI_INSTANCE",
                element,
                "expected a collection that is a variable or a field of one, or a loopCardinality"
                        + " that is a number up to "
                        + MOST_NUMBERS
                        + ", and nothing else; "
                        + found
                        + ".");
    }

    /// The name that a foreign file gives the item.
    static Optional<String> item(Element each) {
        return foreign(each, Set.of("elementVariable", "inputElement"));
    }

    /// What an attribute of another engine says, on the element or in its extension.
    private static Optional<String> foreign(Element each, Set<String> names) {
        var places = new ArrayList<>(Dom.attributes(each));
        Dom.child(each, "extensionElements").stream()
                .flatMap(extensions -> Dom.children(extensions).stream())
                .filter(child -> !Namespaces.SLUICE.equals(child.getNamespaceURI()))
                .forEach(child -> places.addAll(Dom.attributes(child)));
        return places.stream()
                .filter(attribute -> names.contains(Dom.local(attribute)))
                .map(Attr::getValue)
                .findFirst();
    }
}
