package io.sluice.nodes.http;

import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.support.VendorHttp;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which answers an author takes, and how they are read.
///
/// @param expected statuses of success, such as `2xx`
/// @param notApplied statuses after which a write was certainly not carried out, beside those of
///   which that is known anyway
/// @param readAs `auto`, `json` or `text`
/// @param maxBytes the longest answer
/// @param schema a JSON Schema 2020-12 for the body; null for none
public record AnswerRules(
        List<String> expected,
        List<String> notApplied,
        String readAs,
        long maxBytes,
        @Nullable Map<String, @Nullable Object> schema) {
    public AnswerRules {
        expected = List.copyOf(expected);
        notApplied = List.copyOf(notApplied);
    }

    /// Said before anything is sent.
    ///
    /// @throws NodeFailure `http.bad-config` or `http.bad-schema`
    void check() throws NodeFailure {
        if (expected.isEmpty()) {
            throw HttpErrors.badConfig("expectedStatuses", "at least one status", "none");
        }
        Statuses.of("expectedStatuses", expected);
        Statuses.of("notAppliedStatuses", notApplied);
        if (!Set.of("auto", "json", "text").contains(readAs)) {
            throw HttpErrors.badConfig("readAs", "auto, json or text", "'" + readAs + "'");
        }
        if (maxBytes < 1 || maxBytes > VendorHttp.ANSWER_LIMIT) {
            throw HttpErrors.badConfig(
                    "maxBytes",
                    "between 1 and " + VendorHttp.ANSWER_LIMIT,
                    String.valueOf(maxBytes));
        }
        if (schema != null) {
            new AnswerSchema(schema);
        }
    }

    boolean expects(int status) {
        return new Statuses(expected).contain(status);
    }

    boolean denies(int status) {
        return new Statuses(notApplied).contain(status);
    }
}
