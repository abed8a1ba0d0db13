package io.sluice.app.workflow;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Revisions in headers: `ETag: "7"` and `If-Match: "7"`.
final class Revisions {
    private static final Pattern FORM = Pattern.compile("(?:W/)?\"?(\\d{1,18})\"?");

    private Revisions() {}

    static String tag(long revision) {
        return "\"" + revision + "\"";
    }

    /// The revision the caller has seen.
    static long seen(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw new ApiProblem(
                    ErrorCode.NO_IF_MATCH,
                    "Expected the header If-Match with the revision you have seen, found none.");
        }
        var matcher = FORM.matcher(ifMatch.strip());
        if (!matcher.matches()) {
            throw ApiProblem.badInput(
                    "Expected If-Match to be a revision such as \"7\", found '" + ifMatch + "'.");
        }
        return Long.parseLong(matcher.group(1));
    }
}
