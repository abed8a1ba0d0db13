package io.sluice.nodes.qualys;

import java.util.LinkedHashMap;
import java.util.Map;

/// The error codes that every Qualys node may end with, for their descriptors.
final class QualysErrors {
    private static final Map<String, String> COMMON = common();

    private QualysErrors() {}

    /// The given codes and meanings, then the common ones.
    static Map<String, String> with(Map<String, String> own) {
        var all = new LinkedHashMap<>(own);
        all.putAll(COMMON);
        return all;
    }

    private static Map<String, String> common() {
        var codes = new LinkedHashMap<String, String>();
        codes.put(
                "qualys.rate-limit",
                "The subscription's call budget is used up; retried after the pause Qualys names.");
        codes.put(
                "qualys.concurrency-limit",
                "Too many calls at once for the subscription; retried.");
        codes.put("qualys.unavailable", "Qualys failed inside or is being maintained; retried.");
        codes.put(
                "qualys.unanswered",
                "The answer to a write was lost; what became of it is looked up first.");
        codes.put(
                "qualys.login-refused",
                "User name or password is wrong, or the account is inactive.");
        codes.put(
                "qualys.account-not-ready",
                "The account's registration is incomplete, or it needs SecurID.");
        codes.put(
                "qualys.forbidden",
                "The account lacks the right or the asset is out of its scope.");
        codes.put("qualys.not-licensed", "The subscription lacks this module.");
        codes.put("qualys.request-refused", "Qualys refused a parameter; its message says which.");
        return codes;
    }
}
