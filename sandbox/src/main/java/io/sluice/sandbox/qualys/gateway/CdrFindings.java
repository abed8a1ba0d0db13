package io.sluice.sandbox.qualys.gateway;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Fields;
import io.sluice.sandbox.world.Detections;
import io.sluice.sandbox.world.Detections.Finding;
import io.sluice.sandbox.world.World;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The findings of Cloud Detection and Response within a window, newest first.
record CdrFindings(World world) {
    private static final int DEFAULT_PAGE = 100;
    private static final Pattern TIME =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z");
    private static final Pattern QUERY =
            Pattern.compile("tc\\.findings\\.([A-Za-z]+)\\s*:\\s*[`\"]?([^`\"]+)[`\"]?");
    private static final List<String> SEVERITIES = List.of("LOW", "MEDIUM", "HIGH", "CRITICAL");

    Outcome list(Call call) {
        Detections detections = world.controls().detections();
        if (!detections.service().provisioned()) {
            throw GatewayError.notFound("Resource");
        }
        Fields query = call.queryFields();
        Instant from = time(query, "startAt");
        Instant to = time(query, "endAt");
        int size =
                Math.min(number(query, "limit", DEFAULT_PAGE), detections.service().maxPageSize());
        long skipped =
                query.has("offSet")
                        ? number(query, "offSet", 0)
                        : (long) number(query, "pageNumber", 0) * size;
        Predicate<Finding> wanted = filter(query);
        List<Finding> all =
                detections.between(from, to).stream()
                        .filter(Finding::polled)
                        .filter(wanted)
                        .toList();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("content", all.stream().skip(skipped).limit(size).map(Finding::body).toList());
        body.put("totalElements", all.size());
        return Outcome.of(Answer.json(200, body));
    }

    private static Instant time(Fields query, String name) {
        String text =
                query.find(name)
                        .orElseThrow(() -> GatewayError.bad("Missing mandatory parameter " + name));
        try {
            if (TIME.matcher(text).matches()) {
                return Instant.parse(text);
            }
        } catch (DateTimeException e) {
            throw GatewayError.bad("Invalid value for %s: %s".formatted(name, text));
        }
        throw GatewayError.bad("Invalid value for %s: %s".formatted(name, text));
    }

    private static int number(Fields query, String name, int fallback) {
        String text = query.orElse(name, Integer.toString(fallback));
        if (!text.matches("[0-9]{1,7}")) {
            throw GatewayError.bad("Invalid value for %s: %s".formatted(name, text));
        }
        return Integer.parseInt(text);
    }

    private static Predicate<Finding> filter(Fields query) {
        Predicate<Finding> all = finding -> true;
        for (String name : query.names()) {
            String wanted = query.orElse(name, "");
            if (!wanted.isEmpty()) {
                all = all.and(name.equals("query") ? language(wanted) : one(name, wanted));
            }
        }
        return all;
    }

    /// Parameters that nobody knows change nothing.
    private static Predicate<Finding> one(String name, String wanted) {
        return switch (name) {
            case "severity" -> severity(wanted);
            case "category" -> finding -> contains(finding, "threatCategory", wanted);
            case "cloudProvider", "cloudAccount", "resourceType" ->
                    finding -> text(finding, name).equalsIgnoreCase(wanted);
            case "affectedResource" ->
                    finding ->
                            text(finding, "resourceId").equals(wanted)
                                    || text(finding, "pod").equals(wanted);
            default -> finding -> true;
        };
    }

    private static Predicate<Finding> language(String query) {
        Predicate<Finding> all = finding -> true;
        for (String part : query.split("(?i)\\s+and\\s+")) {
            Matcher read = QUERY.matcher(part.strip());
            if (!read.matches()) {
                throw GatewayError.bad("Invalid query: " + query);
            }
            all = all.and(one(read.group(1), read.group(2).strip()));
        }
        return all;
    }

    /// By number, or by name: 1 is low; 4 and what is above is critical.
    private static Predicate<Finding> severity(String wanted) {
        int named = SEVERITIES.indexOf(wanted.toUpperCase(Locale.ROOT));
        if (named < 0 && !wanted.matches("[1-5]")) {
            throw GatewayError.bad("Invalid value for severity: " + wanted);
        }
        return finding ->
                finding.body().get("severity") instanceof Integer value
                        && (named < 0
                                ? value == Integer.parseInt(wanted)
                                : Math.min(value, 4) == named + 1);
    }

    private static boolean contains(Finding finding, String field, String wanted) {
        return text(finding, field)
                .toLowerCase(Locale.ROOT)
                .contains(wanted.toLowerCase(Locale.ROOT));
    }

    private static String text(Finding finding, String field) {
        return finding.body().get(field) instanceof String text ? text : "";
    }
}
