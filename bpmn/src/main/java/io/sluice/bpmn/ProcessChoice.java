package io.sluice.bpmn;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/// Looks at the top of a file: which process is meant, and what stands beside it that cannot be
/// kept.
final class ProcessChoice {
    private static final Set<String> CHOREOGRAPHY =
            Set.of("choreography", "globalChoreographyTask", "choreographyTask");
    private static final Set<String> CONVERSATIONS =
            Set.of(
                    "conversation",
                    "subConversation",
                    "callConversation",
                    "globalConversation",
                    "conversationLink",
                    "conversationAssociation");

    private final Findings findings;

    ProcessChoice(Findings findings) {
        this.findings = findings;
    }

    /// Empty if something was refused.
    Optional<Element> choose(Element definitions) {
        Dom.children(definitions).forEach(this::look);
        var process = process(definitions);
        return findings.problems().isEmpty() ? process : Optional.empty();
    }

    private void look(Element root) {
        var local = Dom.local(root);
        if (!Dom.isBpmn(root)) {
            if (!Namespaces.BPMNDI.equals(root.getNamespaceURI())) {
                lost(root);
            }
        } else if (CHOREOGRAPHY.contains(local)) {
            findings.refuse("BPMN_CHOREOGRAPHY", root, "a choreography cannot run here.");
        } else if (CONVERSATIONS.contains(local)) {
            findings.refuse("BPMN_CONVERSATION", root, "a conversation cannot run here.");
        } else if (local.equals("collaboration")) {
            Dom.children(root).stream()
                    .filter(child -> CONVERSATIONS.contains(Dom.local(child)))
                    .forEach(child ->
                            findings.refuse(
                                    "BPMN_CONVERSATION", child, "a conversation cannot run here."));
        } else if (!Ranks.ROOTS.contains(local)) {
            lost(root);
        }
    }

    private void lost(Element root) {
        findings.note(
                "BPMN_NOT_KEPT", root, "has no meaning here and does not come back on export.");
    }

    private Optional<Element> process(Element definitions) {
        var all = Dom.children(definitions, Namespaces.BPMN, "process");
        if (all.size() == 1) {
            return Optional.of(all.getFirst());
        }
        var executable = all.stream().filter(ProcessChoice::executable).toList();
        if (executable.size() == 1) {
            others(all, executable.getFirst());
            return Optional.of(executable.getFirst());
        }
        if (all.isEmpty()) {
            findings.refuse(
                    "BPMN_NO_PROCESS", definitions, "expected a process in the file, found none.");
        } else {
            findings.refuse(
                    "BPMN_SEVERAL_PROCESSES",
                    all.getFirst(),
                    "expected one process, or one that is marked executable, found "
                            + all.stream()
                                    .map(process -> "'" + Dom.id(process) + "'")
                                    .collect(Collectors.joining(", "))
                            + "; import them one by one.");
        }
        return Optional.empty();
    }

    private void others(List<Element> all, Element chosen) {
        all.stream()
                .filter(process -> process != chosen)
                .forEach(process ->
                        findings.note(
                                "BPMN_PROCESS_KEPT",
                                process,
                                "is not executable and is only kept for export."));
    }

    private static boolean executable(Element process) {
        var value = process.getAttribute("isExecutable").strip();
        return value.equals("true") || value.equals("1");
    }
}
