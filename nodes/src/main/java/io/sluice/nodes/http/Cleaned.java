package io.sluice.nodes.http;

import io.sluice.nodes.support.Json;
import io.sluice.nodes.support.Redaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// What may be shown and kept of requests and answers: the connection's secrets are blotted out
/// wherever an endpoint echoes them, and in what people are shown also whatever is named like a
/// secret.
record Cleaned(Redaction redaction) {
    static final String BLOT = "•••";

    private static final Pattern SECRET_NAME =
            Pattern.compile(
                    "(?i).*(authorization|cookie|token|secret|passw|credential|signature|api[-_]?key|access[-_]?key|private[-_]?key).*");

    String text(String text) {
        return redaction.apply(text);
    }

    /// The same data without the connection's secrets.
    @Nullable Object value(@Nullable Object value) {
        return walk(value, false);
    }

    /// The same data for people: without secrets, and without what is named like one.
    @Nullable Object shown(@Nullable Object value) {
        return walk(value, true);
    }

    private @Nullable Object walk(@Nullable Object value, boolean masking) {
        return switch (value) {
            case String text -> text(text);
            case List<?> list -> {
                var items = new ArrayList<@Nullable Object>(list.size());
                list.forEach(item -> items.add(walk(item, masking)));
                yield items;
            }
            case Map<?, ?> map -> {
                var entries = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((key, item) -> {
                    var name = String.valueOf(key);
                    entries.put(text(name), masking && named(name) ? BLOT : walk(item, masking));
                });
                yield entries;
            }
            case null, default -> value;
        };
    }

    /// A URL for people: values of the query that are named like secrets are blotted out.
    String shown(HttpUrl url) {
        var builder = url.newBuilder().query(null);
        for (var i = 0; i < url.querySize(); i++) {
            var name = url.queryParameterName(i);
            builder.addQueryParameter(name, named(name) ? "***" : url.queryParameterValue(i));
        }
        return text(builder.build().toString());
    }

    /// What an endpoint says in an answer, as one text.
    String said(String answer) {
        try {
            return Json.parse(answer)
                    .map(json -> Json.write(value(Json.value(json))))
                    .orElseGet(() -> text(answer));
        } catch (IllegalArgumentException tooDeepOrTooGreat) {
            return text(answer);
        }
    }

    private static boolean named(String name) {
        return SECRET_NAME.matcher(name).matches();
    }
}
