package io.sluice.policy.finding;

import io.sluice.policy.finding.Reading.Flawed;
import io.sluice.policy.finding.Reading.Read;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what the CDR API answers and what its webhook sends. Neither is trusted: a field of the
/// wrong type, an invalid name or a hostile text is left out and noted, and the rest of the finding
/// is kept.
///
/// The names of the fields are those seen in answers of the Qualys CDR API
/// (`/cdr-api/rest/v1/findings`: `content[]` with `uuid`, `threatCategory`, …) and in pushed events
/// (`eventId`, `category`, …, the original in `raw`).
public final class FindingReader {
    /// More addresses of one finding are left out.
    public static final int MOST_ADDRESSES = 1000;

    private static final Pattern TECHNIQUE = Pattern.compile("T\\d{4}(\\.\\d{3})?");
    private static final int MOST_LABELS = 64;
    private static final Map<String, Integer> SEVERITIES =
            Map.of("INFO", 1, "LOW", 1, "MEDIUM", 3, "HIGH", 4, "CRITICAL", 5);

    private final Source source;
    private final Instant receivedAt;

    /// @param receivedAt stands for the time of detection where none is given
    public FindingReader(Source source, Instant receivedAt) {
        this.source = source;
        this.receivedAt = receivedAt;
    }

    /// A page of the API (an object with `content`), a list, or one finding.
    ///
    /// @return one for each of [#items]
    public List<Reading> readAll(@Nullable Object json) {
        return readEach(items(json));
    }

    /// What was sent, one by one, as it came.
    public static List<?> items(@Nullable Object json) {
        if (json instanceof Map<?, ?> page && page.get("content") instanceof List<?> content) {
            return content;
        }
        return json instanceof List<?> list ? list : Collections.singletonList(json);
    }

    /// The kind of resource that something which was sent is about, such as `container`; empty when
    /// it does not say.
    public static String resourceType(@Nullable Object item) {
        if (!(item instanceof Map<?, ?> object)) {
            return "";
        }
        var inner = object.get("raw") instanceof Map<?, ?> raw ? raw : Map.of();
        return new Fields(object, inner).prose(100, "resourceType").strip();
    }

    private List<Reading> readEach(List<?> list) {
        var readings = new ArrayList<Reading>(list.size());
        for (int i = 0; i < list.size(); i++) {
            readings.add(read(i, list.get(i)));
        }
        return readings;
    }

    private Reading read(int index, @Nullable Object json) {
        if (!(json instanceof Map<?, ?> object)) {
            return new Flawed(index, "Expected a finding (an object), found " + Fields.kind(json));
        }
        var inner = object.get("raw") instanceof Map<?, ?> raw ? raw : Map.of();
        var fields = new Fields(object, inner);
        var category = fields.prose(200, "threatCategory", "category", "eventType");
        var workload = workload(fields);
        if (category.isEmpty() && workload.equals(Workload.UNKNOWN)) {
            return new Flawed(
                    index,
                    "Expected at least threatCategory (or category) or a resource, found an object"
                            + " with neither");
        }
        var finding =
                new Finding(
                        id(fields),
                        source,
                        category,
                        severity(fields),
                        detectedAt(fields),
                        workload,
                        program(fields),
                        destination(fields),
                        techniques(fields),
                        fields.prose(2000, "eventMessage", "message"),
                        cloud(fields));
        return new Read(finding, fields.doubts());
    }

    private static String id(Fields fields) {
        return fields.name(
                text -> text.matches("[A-Za-z0-9_.:-]{1,200}"),
                "an id of letters, digits and _.:-",
                "uuid",
                "eventId",
                "id");
    }

    private static int severity(Fields fields) {
        if (fields.any("severity") instanceof String text) {
            var named = SEVERITIES.get(text.strip().toUpperCase(Locale.ROOT));
            if (named != null) {
                return named;
            }
        }
        return fields.number(1, 5, "severity").orElse(3);
    }

    private Instant detectedAt(Fields fields) {
        var value = fields.any("timestamp", "detectedAt", "eventTime");
        var at = moment(value);
        if (at == null) {
            fields.doubt(
                    "timestamp",
                    "Expected an ISO 8601 time, found "
                            + (value == null ? "nothing" : Fields.shown(value))
                            + "; the time of receipt stands for it");
            return receivedAt;
        }
        return at;
    }

    private static @Nullable Instant moment(@Nullable Object value) {
        try {
            return switch (value) {
                case String text when text.length() <= 40 ->
                        text.matches("\\d{10,13}")
                                ? epoch(Long.parseLong(text))
                                : OffsetDateTime.parse(text).toInstant();
                case Number number -> epoch(number.longValue());
                case null, default -> null;
            };
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /// Seconds or milliseconds since 1970: which one, its size tells.
    private static @Nullable Instant epoch(long number) {
        if (number < 1_000_000_000L || number > 9_999_999_999_999L) {
            return null;
        }
        return number < 100_000_000_000L
                ? Instant.ofEpochSecond(number)
                : Instant.ofEpochMilli(number);
    }

    private static Workload workload(Fields fields) {
        return new Workload(
                fields.name(
                        text -> text.matches("[A-Za-z0-9_.:/@-]{1,200}"),
                        "the name of a cluster",
                        "clusterName",
                        "cluster",
                        "clusterId"),
                fields.name(Names::isLabel, "a DNS label", "namespace", "podNamespace"),
                fields.name(Names::isSubdomain, "a DNS name", "pod", "podName"),
                fields.name(Names::isLabel, "a DNS label", "containerName", "container"),
                fields.name(Names::isSubdomain, "a DNS name", "deploymentName", "workload"),
                labels(fields),
                fields.prose(500, "imageName", "image"),
                fields.prose(300, "resourceId"));
    }

    private static Map<String, String> labels(Fields fields) {
        var value = fields.any("labels", "podLabels");
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> given)) {
            fields.doubt("labels", "Expected an object, found " + Fields.kind(value));
            return Map.of();
        }
        var labels = new TreeMap<String, String>();
        given.forEach((key, text) -> {
            if (labels.size() < MOST_LABELS
                    && key instanceof String name
                    && text instanceof String of
                    && Names.isLabelKey(name)
                    && Names.isLabelValue(of)) {
                labels.put(name, of);
            } else {
                fields.doubt("labels", "Left out a label that is none, or one too many");
            }
        });
        return labels;
    }

    private static Program program(Fields fields) {
        return new Program(
                fields.name(
                        text -> text.matches("[\\x21-\\x7e]{1,64}"),
                        "the short name of a program",
                        "processName"),
                path(fields, "processPath"),
                path(fields, "parentProcessPath", "parentPath"));
    }

    private static String path(Fields fields, String... names) {
        return fields.name(
                Names::isBinaryPath, "an absolute path of at most 255 printable characters", names);
    }

    private static Destination destination(Fields fields) {
        var addresses = new LinkedHashSet<String>();
        var value = fields.any("destinationIp", "destinationIps", "destinationIPs");
        for (var one : value instanceof List<?> list ? list : single(value)) {
            if (addresses.size() >= MOST_ADDRESSES) {
                fields.doubt(
                        "destinationIp",
                        "Expected at most " + MOST_ADDRESSES + " addresses; the rest is left out");
                break;
            }
            var address = one instanceof String text ? Names.address(text) : null;
            if (address == null || address.isEmpty()) {
                fields.doubt(
                        "destinationIp",
                        "Expected an IP address, found "
                                + (one == null ? "nothing" : Fields.shown(one)));
            } else {
                addresses.add(address.get());
            }
        }
        return new Destination(
                List.copyOf(addresses),
                fields.number(1, 65535, "destinationPort").orElse(0),
                fields.name(Names::isDomain, "a DNS name", "destinationDomain", "destinationHost"));
    }

    private static List<?> single(@Nullable Object value) {
        return value == null || "".equals(value) ? List.of() : List.of(value);
    }

    /// A map keyed by technique, or a list of techniques or of objects that name one.
    private static List<String> techniques(Fields fields) {
        var found = new LinkedHashSet<String>();
        collect(fields.any("mitreRulesInfo", "techniques", "mitre"), found, 0);
        return List.copyOf(found);
    }

    private static void collect(@Nullable Object value, Set<String> found, int depth) {
        if (depth > 3 || found.size() >= 20) {
            return;
        }
        switch (value) {
            case String text when TECHNIQUE.matcher(text).matches() -> found.add(text);
            case Map<?, ?> map ->
                    map.forEach((key, inner) -> {
                        collect(key, found, depth + 1);
                        collect(inner, found, depth + 1);
                    });
            case List<?> list ->
                    list.stream().limit(50).forEach(one -> collect(one, found, depth + 1));
            case null, default -> {}
        }
    }

    private static Cloud cloud(Fields fields) {
        return new Cloud(
                fields.prose(20, "cloudProvider"),
                fields.prose(64, "cloudAccount"),
                fields.prose(64, "region"));
    }
}
