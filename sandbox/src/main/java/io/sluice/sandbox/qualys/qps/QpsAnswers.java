package io.sluice.sandbox.qualys.qps;

import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Xml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A `ServiceResponse` in the encoding that the caller accepts, XML unless it says JSON.
record QpsAnswers(boolean json) {
    static QpsAnswers to(Call call) {
        return new QpsAnswers(call.accepts("json"));
    }

    Answer error(QpsError error) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("errorMessage", error.text());
        details.put("errorResolution", error.resolution());
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("responseCode", error.code());
        response.put("responseErrorDetails", details);
        return envelope(error.status(), response);
    }

    Answer count(int count) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("responseCode", "SUCCESS");
        response.put("count", count);
        return envelope(200, response);
    }

    /// Rows, with `hasMoreRecords` only when there are any and `lastId` only when more remain.
    Answer rows(String object, List<Map<String, Object>> rows, boolean more) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("responseCode", "SUCCESS");
        response.put("count", rows.size());
        if (!rows.isEmpty()) {
            response.put("hasMoreRecords", Boolean.toString(more));
            if (more) {
                response.put("lastId", rows.getLast().getOrDefault("id", ""));
            }
            response.put("data", new Data(object, rows));
        }
        return envelope(200, response);
    }

    /// The answer to a write: the ids alone.
    Answer ids(String object, List<Long> ids) {
        List<Map<String, Object>> rows =
                ids.stream().map(id -> Map.<String, Object>of("id", id)).toList();
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("responseCode", "SUCCESS");
        response.put("count", rows.size());
        if (!rows.isEmpty()) {
            response.put("data", new Data(object, rows));
        }
        return envelope(200, response);
    }

    /// One object alone.
    Answer one(String object, Map<String, Object> row) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("responseCode", "SUCCESS");
        response.put("count", 1);
        response.put("data", new Data(object, List.of(row)));
        return envelope(200, response);
    }

    private record Data(String object, List<Map<String, Object>> rows) {}

    private Answer envelope(int status, Map<String, Object> response) {
        return json
                ? Answer.json(status, Map.of("ServiceResponse", json(response)))
                : Answer.xml(status, xml(response));
    }

    private static Object json(Object value) {
        return switch (value) {
            case Data data ->
                    data.rows().stream().map(row -> Map.of(data.object(), json(row))).toList();
            case QpsList list -> {
                List<Map<String, Object>> items =
                        list.elements().stream()
                                .map(e -> Map.<String, Object>of(list.item(), json(e)))
                                .toList();
                yield Map.of("list", items.size() == 1 ? items.getFirst() : items);
            }
            case Map<?, ?> map -> {
                Map<String, Object> shown = new LinkedHashMap<>();
                map.forEach(
                        (k, v) -> shown.put(Objects.toString(k), json(Objects.requireNonNull(v))));
                yield shown;
            }
            case Boolean flag -> flag.toString();
            default -> value;
        };
    }

    private static String xml(Map<String, Object> response) {
        return new Xml()
                .in(
                        "ServiceResponse xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"",
                        x -> response.forEach((name, value) -> xml(x, name, value)))
                .document();
    }

    private static void xml(Xml xml, String name, Object value) {
        switch (value) {
            case Data data -> xml.each(name, data.object(), data.rows(), QpsAnswers::fields);
            case QpsList list ->
                    xml.in(
                            name,
                            x -> x.each("list", list.item(), list.elements(), QpsAnswers::fields));
            case Map<?, ?> map ->
                    xml.in(
                            name,
                            x ->
                                    map.forEach((k, v) ->
                                            xml(
                                                    x,
                                                    Objects.toString(k),
                                                    Objects.requireNonNull(v))));
            default -> xml.leaf(name, value);
        }
    }

    private static void fields(Xml xml, Map<String, Object> row) {
        row.forEach((name, value) -> xml(xml, name, value));
    }
}
