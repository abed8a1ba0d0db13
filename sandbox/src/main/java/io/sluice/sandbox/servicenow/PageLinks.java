package io.sluice.sandbox.servicenow;

import io.sluice.sandbox.http.Fields;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The `Link` header of a list: first, prev, next and last, as far as there are any.
record PageLinks(String url, Fields query, int offset, int limit, int total) {
    String header() {
        if (limit < 1 || total <= limit) {
            return "";
        }
        List<String> links = new ArrayList<>();
        links.add(link("first", 0));
        if (offset > 0) {
            links.add(link("prev", Math.max(0, offset - limit)));
        }
        if (offset + limit < total) {
            links.add(link("next", offset + limit));
        }
        links.add(link("last", (total - 1) / limit * limit));
        return String.join(",", links);
    }

    private String link(String relation, int at) {
        TreeMap<String, String> fields = new TreeMap<>(query.asMap());
        fields.put("sysparm_offset", Integer.toString(at));
        List<String> pairs = new ArrayList<>();
        fields.forEach((name, value) ->
                pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return "<%s?%s>;rel=\"%s\"".formatted(url, String.join("&", pairs), relation);
    }
}
