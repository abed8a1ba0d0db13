package io.sluice.engine.definition;

import java.util.regex.Pattern;

/// The id of a node in its document. It is a BPMN id and a name in expressions at once, hence the
/// narrow form.
public record NodeId(String value) implements Comparable<NodeId> {
    /// The form every id has: a letter or underscore, then letters, digits and underscores.
    public static final Pattern FORM = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    /// @throws IllegalArgumentException if the text has not the form of an id
    public NodeId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Expected an id of letters, digits and '_' that begins with no digit and has at"
                            + " most 64 characters, found '"
                            + value
                            + "'.");
        }
    }

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
