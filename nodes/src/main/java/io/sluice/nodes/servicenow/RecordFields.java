package io.sluice.nodes.servicenow;

import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.nodes.support.Texts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Builds the fields of a record from what an author filled in.
final class RecordFields {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,79}");

    /// What a node itself sets or what only ServiceNow may set.
    private static final Set<String> RESERVED = Set.of("correlation_id", "correlation_display");

    /// Longer short descriptions are cut off by ServiceNow in silence.
    private static final int LONGEST_SHORT_DESCRIPTION = 160;

    private final Map<String, String> fields = new LinkedHashMap<>();

    RecordFields put(String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            fields.put(name, value);
        }
        return this;
    }

    RecordFields shortDescription(String text) {
        return put("short_description", Texts.shorten(text, LONGEST_SHORT_DESCRIPTION));
    }

    /// The text, followed by where people see the run.
    RecordFields withRun(String name, @Nullable String text, NodeContext context) {
        return put(name, withRun(text, context));
    }

    static String withRun(@Nullable String text, NodeContext context) {
        var step = context.step();
        var run =
                "Sluice workflow '%s', run %s: %s"
                        .formatted(step.workflow(), step.run(), step.link());
        return text == null || text.isBlank() ? run : text.strip() + "\n\n" + run;
    }

    /// Fields by their column names; they win over those set before.
    RecordFields putAll(@Nullable Map<String, String> more) throws NodeFailure {
        if (more != null) {
            check(more);
            fields.putAll(more);
        }
        return this;
    }

    /// @throws NodeFailure `servicenow.bad-config` if a name is none a table can have, or one that
    ///   an author may not set
    static void check(Map<String, String> more) throws NodeFailure {
        for (var name : more.keySet()) {
            if (!NAME.matcher(name).matches()) {
                throw bad("column names such as assignment_group", "'" + name + "'");
            }
            if (RESERVED.contains(name) || name.startsWith("sys_")) {
                throw bad("no field that is set by the product or by ServiceNow", "'" + name + "'");
            }
        }
    }

    static NodeFailure bad(String expected, String found) {
        return NodeFailure.permanent(
                "servicenow.bad-config",
                Fault.USER,
                "Expected %s, found %s; mend the node's fields.".formatted(expected, found));
    }

    Map<String, String> build() {
        return Map.copyOf(fields);
    }
}
