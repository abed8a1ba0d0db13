package io.sluice.sandbox.qualys.fo;

import io.sluice.sandbox.http.Fields;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The parameters of one FO call.
record FoRequest(String method, String host, String path, Fields fields) {
    Optional<String> find(String name) {
        return fields.find(name);
    }

    String need(String name) {
        return find(name).orElseThrow(() -> FoError.missing(name));
    }

    String choice(String name, String fallback, String... allowed) {
        String value = fields.orElse(name, fallback);
        if (!Arrays.asList(allowed).contains(value)) {
            throw FoError.badValue(name, value, "allowed: " + String.join(", ", allowed));
        }
        return value;
    }

    boolean flag(String name) {
        return choice(name, "0", "0", "1").equals("1");
    }

    Optional<Long> number(String name) {
        return find(name)
                .map(text -> {
                    if (!text.matches("[0-9]{1,12}")) {
                        throw FoError.badValue(name, text, "expected a whole number");
                    }
                    return Long.valueOf(text);
                });
    }

    Optional<Instant> date(String name) {
        return find(name)
                .map(text -> {
                    try {
                        return text.contains("T")
                                ? Instant.parse(text)
                                : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
                    } catch (DateTimeException e) {
                        throw FoError.badValue(name, text, "expected YYYY-MM-DD[THH:MM:SSZ]");
                    }
                });
    }

    List<String> list(String name) {
        return find(name)
                .map(text -> Arrays.stream(text.split(",")).map(String::strip).toList())
                .orElse(List.of());
    }

    void allowOnly(Set<String> known) {
        for (String name : fields.names()) {
            if (!known.contains(name) && !name.equals("echo_request")) {
                throw FoError.unknownParameter(name);
            }
        }
    }
}
