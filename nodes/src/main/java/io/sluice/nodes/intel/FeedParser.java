package io.sluice.nodes.intel;

import io.sluice.nodes.support.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads the formats that publishers use: one entry a line with comments (`#`, `;`, `//`), CSV with
/// its columns by name (the header may be commented out), and one JSON object a line.
///
/// @param entriesFor how long an entry counts after the date it bears itself
/// @param most entries; a feed with more is refused
record FeedParser(String format, Duration entriesFor, int most) {
    private static final List<String> VALUES =
            List.of("ioc_value", "dst_ip", "url", "ip", "ip_address", "address", "cidr", "domain");
    private static final List<String> TIMES =
            List.of("last_seen_utc", "last_online", "last_seen", "first_seen_utc", "dateadded");
    private static final int LONGEST_LINE = 8_192;

    /// A text that is no feed.
    static final class NoFeed extends Exception {
        private static final long serialVersionUID = 1L;

        NoFeed(String why) {
            super(why);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    /// @throws NoFeed for a page, for nothing at all, for what cannot be understood
    FeedContent parse(String text, Instant now) throws NoFeed {
        var start = text.strip();
        if (start.isEmpty()) {
            throw new NoFeed("an empty answer");
        }
        if (start.startsWith("<")) {
            throw new NoFeed("a page for people (HTML)");
        }
        var reading = new Reading(now);
        for (var lines = text.lines().iterator(); lines.hasNext(); ) {
            var line = lines.next().strip();
            if (line.length() > LONGEST_LINE) {
                reading.content.bad();
            } else if (!line.isEmpty()) {
                reading.take(line);
            }
            if (reading.content.size() > most) {
                throw new NoFeed("more than " + most + " entries");
            }
        }
        var content = reading.content.build();
        if (content.lines() > 0 && content.bad() == content.lines()) {
            throw new NoFeed("%d lines, of which none is understood".formatted(content.lines()));
        }
        return content;
    }

    private final class Reading {
        private final Instant now;
        private final FeedContent.Builder content = new FeedContent.Builder();
        private Map<String, Integer> columns = Map.of();

        Reading(Instant now) {
            this.now = now;
        }

        void take(String line) {
            if (line.startsWith("#") || line.startsWith(";") || line.startsWith("//")) {
                header(line.replaceFirst("^[#;/\\s]+", ""));
            } else if (format.equals("json-lines")
                    || (format.equals("auto") && line.startsWith("{"))) {
                json(line);
            } else if (!columns.isEmpty() && !format.equals("plain")) {
                row(CsvLine.split(line));
            } else if (!header(line)) {
                plain(line);
            }
        }

        /// The names of columns, if these are some.
        private boolean header(String line) {
            if (format.equals("plain") || format.equals("json-lines") || !line.contains(",")) {
                return false;
            }
            var names = CsvLine.split(line.toLowerCase(Locale.ROOT));
            if (names.size() < 2 || names.stream().noneMatch(VALUES::contains)) {
                return false;
            }
            var found = new HashMap<String, Integer>();
            for (var i = 0; i < names.size(); i++) {
                found.putIfAbsent(names.get(i), i);
            }
            columns = found;
            return true;
        }

        private void plain(String line) {
            var entry = line.split("[\\s;#,]", 2)[0];
            content.add(entry);
        }

        private void row(List<String> values) {
            var value = first(VALUES, values);
            if (value.isEmpty()) {
                content.bad();
            } else if (isExpired(values)) {
                content.expired();
            } else {
                content.add(value.get());
            }
        }

        private Optional<String> first(List<String> names, List<String> values) {
            return names.stream()
                    .map(columns::get)
                    .filter(index -> index != null && index < values.size())
                    .map(values::get)
                    .filter(value -> !value.isEmpty())
                    .findFirst();
        }

        private boolean isExpired(List<String> values) {
            return first(TIMES, values)
                    .flatMap(FeedParser::time)
                    .filter(at -> at.plus(entriesFor).isBefore(now))
                    .isPresent();
        }

        /// A line about the list itself counts for nothing.
        private void json(String line) {
            var tree = Json.parse(line);
            if (tree.isEmpty() || !tree.get().isObject()) {
                content.bad();
                return;
            }
            VALUES.stream()
                    .map(name -> tree.get().path(name).asString(""))
                    .filter(value -> !value.isEmpty())
                    .findFirst()
                    .ifPresent(content::add);
        }
    }

    /// `2026-01-05 10:00:00` or `2026-01-05`, in UTC.
    private static Optional<Instant> time(String text) {
        try {
            var date = LocalDate.parse(text.substring(0, Math.min(10, text.length())));
            return Optional.of(date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
