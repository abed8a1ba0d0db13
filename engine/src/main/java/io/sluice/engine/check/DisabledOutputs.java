package io.sluice.engine.check;

import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Workflow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Finds where expressions name the output of a disabled node.
///
/// @param ids of the disabled nodes
record DisabledOutputs(List<String> ids) {
    static DisabledOutputs of(Workflow workflow) {
        return new DisabledOutputs(
                workflow.nodes().stream()
                        .filter(node -> node instanceof Node.Task task && task.disabled())
                        .map(node -> node.id().value())
                        .toList());
    }

    /// Where each disabled node is first named, in characters.
    Map<String, Integer> in(String source) {
        var found = new TreeMap<String, Integer>();
        for (var id : ids) {
            var matcher = Pattern.compile("\\bnodes\\s*\\.\\s*" + id + "\\b").matcher(source);
            if (matcher.find()) {
                found.put(id, matcher.start());
            }
        }
        return found;
    }
}
