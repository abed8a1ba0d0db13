package io.sluice.nodes.servicenow;

import io.sluice.engine.node.NodeContext;
import java.util.Map;

/// What stands in a dry run for what only ServiceNow will know, and how a later step of the dry run
/// tells that a record has only been planned and cannot be read.
final class Planned {
    /// For a text, such as a record's number.
    static final String TEXT = "(planned)";

    /// For the sys_id of a record: fits every place where one is asked for, and is never given to a
    /// record.
    static final String SYS_ID = "0".repeat(32);

    private Planned() {}

    /// As much as is known of a record that has only been planned.
    static Row row() {
        return new Row(Map.of("sys_id", SYS_ID, "number", TEXT, "state", TEXT), Map.of());
    }

    /// Whether a reference points to a record that an earlier step of this dry run planned. Outside
    /// of a dry run no reference does.
    static boolean is(String sysId, NodeContext context) {
        return context.dryRun() && sysId.equals(SYS_ID);
    }
}
