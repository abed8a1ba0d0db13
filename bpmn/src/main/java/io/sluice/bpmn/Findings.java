package io.sluice.bpmn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Element;

/// Gathers what an import has to tell, all of it, with id, name and line of each element.
final class Findings {
    private static final int MAX_TEXT = 1_000;

    private final Map<String, Integer> lines;
    private final Map<String, String> renamed = new HashMap<>();
    private final List<Finding> problems = new ArrayList<>();
    private final List<Finding> notes = new ArrayList<>();

    /// @param lines the line of each id in the file
    Findings(Map<String, Integer> lines) {
        this.lines = lines;
    }

    void renamed(String from, String to) {
        renamed.put(to, from);
    }

    void refuse(String code, Element element, String reason) {
        problems.add(finding(code, element, originalId(element), reason));
    }

    void note(String code, Element element, String text) {
        notes.add(finding(code, element, Dom.id(element), text));
    }

    List<Finding> problems() {
        return List.copyOf(problems);
    }

    List<Finding> notes() {
        return List.copyOf(notes);
    }

    private String originalId(Element element) {
        return renamed.getOrDefault(Dom.id(element), Dom.id(element));
    }

    private Finding finding(String code, Element element, String id, String text) {
        var name = element.getAttribute("name").strip();
        var who =
                Dom.local(element)
                        + (id.isEmpty() ? "" : " '" + id + "'")
                        + (name.isEmpty() ? "" : " (" + name + ")");
        int line = lines.getOrDefault(originalId(element), 0);
        return new Finding(code, clip(id), clip(name), line, clip(who) + ": " + clip(text));
    }

    /// What a file says may be long; what is told about it need not be.
    private static String clip(String text) {
        return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "…" : text;
    }
}
