package io.sluice.nodes.servicenow;

import java.util.LinkedHashMap;
import java.util.Map;

/// The error codes that every ServiceNow node may end with, for their descriptors.
final class ServiceNowErrors {
    private static final Map<String, String> COMMON = common();

    private ServiceNowErrors() {}

    /// The given codes and meanings, then the common ones.
    static Map<String, String> with(Map<String, String> own) {
        var all = new LinkedHashMap<>(own);
        all.putAll(COMMON);
        return all;
    }

    private static Map<String, String> common() {
        var codes = new LinkedHashMap<String, String>();
        codes.put("servicenow.login-refused", "User name, password or OAuth client is wrong.");
        codes.put(
                "servicenow.forbidden",
                "An access rule, data policy or business rule refused it; the message says which.");
        codes.put("servicenow.record.not-found", "No such record, or the user may not see it.");
        codes.put(
                "servicenow.request-refused",
                "ServiceNow refused the request; the message says why.");
        codes.put(
                "servicenow.query-ignored",
                "A search was answered with records nobody asked for, as when a field may "
                        + "not be read.");
        codes.put("servicenow.bad-config", "The fields of the node do not fit together.");
        codes.put(
                "servicenow.rate-limit",
                "The instance's rate limit is reached; retried when it says.");
        codes.put(
                "servicenow.asleep",
                "The instance answered with a web page, as a sleeping one does; retried.");
        codes.put("servicenow.unavailable", "ServiceNow failed inside; retried.");
        codes.put(
                "servicenow.unanswered",
                "The answer to a write was lost; what became of it is looked up first.");
        return codes;
    }
}
