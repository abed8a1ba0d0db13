package io.sluice.nodes.http;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A request, rendered once. Holds no credentials: they are added as it goes out.
///
/// @param url whole, with its query
/// @param keyHeader the header in which the effect's key is sent; null for none
/// @param dryRunBody what a dry run assumes as the answer's body
public record RequestPlan(
        @Nullable String connection,
        String method,
        String url,
        Map<String, String> headers,
        @Nullable Payload payload,
        @Nullable String keyHeader,
        AnswerRules rules,
        @Nullable Object dryRunBody) {
    public RequestPlan {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }
}
