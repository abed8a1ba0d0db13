package io.sluice.nodes.servicenow;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Understands what a ServiceNow business rule sends when a record changes:
/// `{"table":"change_request","sys_id":"…","approval":"approved",…}`.
///
/// What it says is a hint and no more: it only names the record that somebody may be waiting for,
/// and whoever waits reads that record again before acting.
public final class ServiceNowWebhook {
    private static final Pattern TABLE = Pattern.compile("[a-z][a-z0-9_]{0,79}");
    private static final Pattern SYS_ID = Pattern.compile("[0-9a-f]{32}");

    private ServiceNowWebhook() {}

    /// The key under which a step waits for the record, `servicenow:<table>:<sys_id>`.
    ///
    /// @param body the JSON body
    /// @return empty when the body names no record
    public static Optional<String> wakeKey(Map<String, ?> body) {
        return text(body.get("table"), TABLE)
                .flatMap(table -> text(body.get("sys_id"), SYS_ID).map(id -> wakeKey(table, id)));
    }

    static String wakeKey(String table, String sysId) {
        return "servicenow:" + table + ":" + sysId;
    }

    private static Optional<String> text(@Nullable Object value, Pattern form) {
        return value instanceof String text && form.matcher(text).matches()
                ? Optional.of(text)
                : Optional.empty();
    }
}
