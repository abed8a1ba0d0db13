package io.sluice.bpmn;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/// Rewrites a foreign flow, without changing what it means, so that it says everything the way this
/// product says it: ends that tell something are a throw and an end; a repeated step is a part with
/// the step in it; what a sub-process begins and ends with is drawn.
record Implied(Element process, Surgery surgery, Findings findings) {
    private static final Set<String> TOLD = Set.of("message", "signal", "escalation", "compensate");
    private static final Set<String> LOOPS =
            Set.of("standardLoopCharacteristics", "multiInstanceLoopCharacteristics");

    static void write(Element process, Findings findings) {
        var surgery = new Surgery(process);
        new Links(process, surgery, findings).follow();
        var implied = new Implied(process, surgery, findings);
        Flow.nodes(process).forEach(implied::throwing);
        Flow.nodes(process).forEach(implied::repeated);
        Flow.nodes(process).stream()
                .filter(node -> Flow.isArea(node) && !Surgery.isOwn(node))
                .forEach(implied::borders);
    }

    private void throwing(Element end) {
        var definitions = Flow.eventDefinitions(end);
        if (!"endEvent".equals(Dom.local(end))
                || definitions.size() != 1
                || !TOLD.contains(Constructs.kind(definitions.getFirst()))) {
            return;
        }
        var id = surgery.fresh(Dom.id(end) + "_end");
        findings.note(
                "BPMN_END_PARTED",
                end,
                "tells something and ends; it is an event that tells and the end '"
                        + id
                        + "' now.");
        var container = (Element) end.getParentNode();
        surgery.add(container, "endEvent", id);
        surgery.flow(container, Dom.id(end), id);
        surgery.drawBeside(Dom.id(end), id, false);
        Surgery.renamed(end, "intermediateThrowEvent");
    }

    private void repeated(Element step) {
        var loop =
                Dom.children(step).stream().filter(c -> LOOPS.contains(Dom.local(c))).findFirst();
        if (loop.isEmpty() || Flow.isArea(step)) {
            return;
        }
        var part = Surgery.make(step, "subProcess");
        var id = Dom.id(step);
        var inner = surgery.fresh(id + "_step");
        step.getParentNode().replaceChild(part, step);
        part.setAttribute("id", id);
        for (var moved : List.of("name", "default", "isForCompensation")) {
            Dom.attribute(step, moved).ifPresent(value -> part.setAttribute(moved, value));
        }
        step.removeAttribute("default");
        step.removeAttribute("isForCompensation");
        step.setAttribute("id", inner);
        part.appendChild(loop.get());
        part.appendChild(step);
        findings.renamed(id, inner);
        findings.note(
                "BPMN_REPEATED_STEP",
                part,
                "is repeated; it is a part of its own now, with the step '" + inner + "' in it.");
    }

    /// Draws where a sub-process begins and ends, if it only implies that.
    private void borders(Element area) {
        var contents = Flow.contents(area);
        var nodes = contents.stream().filter(child -> !Flow.isEdge(child)).toList();
        var targets = ends(contents, "targetRef");
        var entries =
                nodes.stream()
                        .filter(Implied::isEntered)
                        .map(Dom::id)
                        .filter(id -> !targets.contains(id))
                        .toList();
        var sources = ends(contents, "sourceRef");
        var redressing = redressing(contents);
        var exits =
                nodes.stream()
                        .filter(node -> leadsOn(node) && !redressing.contains(Dom.id(node)))
                        .map(Dom::id)
                        .filter(id -> !sources.contains(id))
                        .toList();
        boolean begun = nodes.stream().anyMatch(node -> "startEvent".equals(Dom.local(node)));
        if (!begun && !Flow.isTriggered(area)) {
            begin(area, entries, nodes.isEmpty());
        }
        exits.forEach(exit -> end(area, exit));
    }

    private static Set<String> ends(List<Element> contents, String attribute) {
        var ends = new HashSet<String>();
        contents.stream()
                .filter(Flow::isEdge)
                .forEach(edge ->
                        Dom.reference(edge, edge.getAttribute(attribute)).ifPresent(ends::add));
        return ends;
    }

    /// What makes something good, which no way leads on from.
    private static Set<String> redressing(List<Element> contents) {
        return ends(contents.stream().filter(Flow::isAssociation).toList(), "targetRef");
    }

    private static boolean isEntered(Element node) {
        return !"boundaryEvent".equals(Dom.local(node))
                && !Flow.isTriggered(node)
                && !Flow.isTrue(node, "isForCompensation");
    }

    private static boolean leadsOn(Element node) {
        return !"endEvent".equals(Dom.local(node))
                && !Flow.isTriggered(node)
                && !Flow.isTrue(node, "isForCompensation")
                && !Flow.compensates(node);
    }

    private void begin(Element area, List<String> entries, boolean empty) {
        if (entries.isEmpty() && !empty) {
            findings.refuse(
                    "BPMN_NO_ENTRY",
                    area,
                    "expected a start event in it, or something that nothing leads to; draw where it"
                            + " begins.");
            return;
        }
        var begin = surgery.fresh(Dom.id(area) + "_begin");
        surgery.add(area, "startEvent", begin);
        findings.note(
                "BPMN_BEGIN_INSERTED",
                area,
                "had no start event; it begins with '" + begin + "' now.");
        if (empty) {
            end(area, begin);
        } else if (entries.size() == 1) {
            surgery.flow(area, begin, entries.getFirst());
            surgery.drawBeside(entries.getFirst(), begin, true);
        } else {
            var fork = surgery.fresh(begin + "_fork");
            surgery.add(area, "parallelGateway", fork);
            surgery.flow(area, begin, fork);
            entries.forEach(entry -> surgery.flow(area, fork, entry));
        }
    }

    private void end(Element area, String exit) {
        var end = surgery.fresh(exit + "_end");
        surgery.add(area, "endEvent", end);
        surgery.flow(area, exit, end);
        surgery.drawBeside(exit, end, false);
        findings.note(
                "BPMN_END_INSERTED",
                area,
                "had no end behind '" + exit + "'; it ends with '" + end + "' there now.");
    }
}
