package io.sluice.engine.node;

import java.util.List;
import java.util.Map;

/// What a field of a configuration can be chosen from, looked up in an outside system while a
/// person fills the field in. It only reads; a value that is not among the options is still
/// allowed, since an expression may stand in the field.
public interface OptionSource {
    /// Stable: `aws.security-groups`; what [Field#options()] names.
    String id();

    /// The connection type it asks through.
    String connectionType();

    /// Names of the fields whose values it takes into account: `region`. Any may be missing.
    List<String> needs();

    /// What it needs outside, as the descriptors of node types say it.
    List<String> permissions();

    /// The options, in the order in which people look for them.
    ///
    /// @param context for reading only
    /// @throws NodeFailure if the outside system does not answer as expected
    Found find(Question question, NodeContext context) throws NodeFailure;

    /// What is asked.
    ///
    /// @param connection its name
    /// @param query what the person has typed so far; empty for all
    /// @param arguments values of the fields in [#needs()]
    /// @param most options wanted at most
    record Question(String connection, String query, Map<String, String> arguments, int most) {
        public Question {
            arguments = Map.copyOf(arguments);
        }
    }

    /// @param complete whether there are no others; when not, a narrower query may find more
    record Found(List<Option> options, boolean complete) {
        public Found {
            options = List.copyOf(options);
        }
    }

    /// @param value what goes into the field
    /// @param label what people read
    /// @param description more about it; may be empty
    record Option(String value, String label, String description) {}
}
