package io.sluice.nodes.http;

import io.sluice.engine.node.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer to a request that changed something.
public record RequestOutput(
        @Field(title = "Status", description = "HTTP status.", example = "201") long status,
        @Field(
                        title = "Headers",
                        description =
                                "By lower-case name; several of one name are joined. Cookies are not kept.")
                Map<String, String> headers,
        @Field(title = "Body", description = "The answer's JSON; null if it is none.")
                @Nullable Object body,
        @Field(
                        title = "Text",
                        description = "The answer's text; null if it is JSON, binary or empty.")
                @Nullable String text) {
    static RequestOutput of(Answer answer) {
        return new RequestOutput(answer.status(), answer.headers(), answer.body(), answer.text());
    }
}
