package io.sluice.bpmn;

import io.sluice.engine.definition.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Translates expressions of foreign files where they stand: inside what is repeated for each item
/// of a list, the name a file gives the item is `item`.
final class Expressions {
    /// What engines count from 0 or from 1, or count at all, differs.
    private static final Set<String> COUNTERS =
            Set.of(
                    "loopCounter",
                    "nrOfInstances",
                    "nrOfActiveInstances",
                    "nrOfCompletedInstances",
                    "numberOfInstances",
                    "numberOfActiveInstances",
                    "numberOfCompletedInstances");

    private final Findings findings;
    private final Set<String> variables = new TreeSet<>();

    Expressions(Findings findings) {
        this.findings = findings;
    }

    /// Variables that translated expressions need.
    List<Variable> variables() {
        return variables.stream().map(name -> new Variable(name, Map.of(), null)).toList();
    }

    /// Empty if there is none, or if it was refused.
    ///
    /// @param at the element it belongs to
    Optional<String> condition(Element at, String text, String language) {
        if (!language.isEmpty() && !language.matches("(?i).*(juel|feel|\\bcel\\b|uel).*")) {
            findings.refuse(
                    "BPMN_CONDITION_LANGUAGE",
                    at,
                    "expected a condition in CEL or without a language, found '" + language + "'.");
            return Optional.empty();
        }
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var translation = Conditions.translate(text, names(at));
            variables.addAll(translation.variables());
            if (!translation.cel().equals(text)) {
                findings.note(
                        "BPMN_CONDITION_TRANSLATED",
                        at,
                        "the condition '" + text + "' is now '" + translation.cel() + "'.");
            }
            return Optional.of(translation.cel());
        } catch (Conditions.Untranslatable e) {
            findings.refuse(
                    "BPMN_CONDITION",
                    at,
                    "expected comparisons of variables and literals joined by and, or, not; the"
                            + " condition '"
                            + text
                            + "' has no exact translation: "
                            + e.getMessage()
                            + ".");
            return Optional.empty();
        }
    }

    /// A variable, or a field of one, that holds a list; empty if the text is anything else.
    Optional<String> list(Element at, String text) {
        try {
            var translation = Conditions.translate(text, names(at));
            if (translation.cel().matches("[A-Za-z_][A-Za-z0-9_.]*")
                    && !Set.of("true", "false", "null").contains(translation.cel())) {
                variables.addAll(translation.variables());
                return Optional.of(translation.cel());
            }
        } catch (Conditions.Untranslatable _) {
            // Told by the caller, who knows what else it could be.
        }
        return Optional.empty();
    }

    /// What names mean inside the sub-processes around an element; nothing if what they mean cannot
    /// be said.
    private static Map<String, String> names(Element at) {
        var names = new HashMap<String, String>();
        boolean innermost = true;
        for (Node up = at.getParentNode(); up instanceof Element area; up = up.getParentNode()) {
            var repeated = Dom.child(area, "multiInstanceLoopCharacteristics");
            if (Flow.isArea(area) && repeated.isPresent()) {
                var means = innermost ? "item" : "";
                Repetition.item(repeated.get()).ifPresent(name -> names.putIfAbsent(name, means));
                COUNTERS.forEach(counter -> names.put(counter, ""));
                innermost = false;
            }
        }
        return names;
    }
}
