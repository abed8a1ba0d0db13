package io.sluice.db;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// URLs of embedded H2 databases, with the options that make an acknowledged commit outlive the
/// process.
///
/// H2's own defaults write half a second late, and close the database by a hook that may come
/// before the last commit; a database opened with them forgets acknowledged commits when the
/// process is killed. With the ones demanded here a killed process loses nothing. A power failure
/// may still take the last commits along: the operating system has them, the disk perhaps not.
public final class H2Urls {
    private static final String PREFIX = "jdbc:h2:";
    private static final Map<String, String> DEMANDED =
            Map.of("WRITE_DELAY", "0", "DB_CLOSE_ON_EXIT", "FALSE");
    private static final String NAME = "sluice";

    private H2Urls() {}

    /// The URL of the database in a folder.
    ///
    /// @throws IllegalArgumentException if the folder's name cannot be part of a URL
    public static String of(Path folder) {
        var path = folder.toAbsolutePath().normalize().resolve(NAME).toString();
        if (path.contains(";")) {
            throw new IllegalArgumentException(
                    "Expected a data folder without ';' in its name, found '" + folder + "'.");
        }
        return "jdbc:h2:async:%s;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000"
                .formatted(path.replace('\\', '/'));
    }

    /// Whether an address is one of H2's.
    public static boolean isH2(@Nullable String url) {
        return url != null && url.toLowerCase(Locale.ROOT).startsWith(PREFIX);
    }

    /// Refuses an H2 URL whose database could forget what it has acknowledged. URLs of databases in
    /// memory, and of other databases, pass.
    ///
    /// @throws IllegalArgumentException that says what to write instead
    public static void check(String url) {
        if (!isH2(url)) {
            return;
        }
        var parts = List.of(url.substring(PREFIX.length()).split(";", -1));
        var location = parts.getFirst();
        var scheme = location.toLowerCase(Locale.ROOT);
        if (scheme.startsWith("mem:")) {
            return;
        }
        if (scheme.startsWith("tcp:") || scheme.startsWith("ssl:")) {
            throw new IllegalArgumentException(
                    "Expected an embedded H2 database or PostgreSQL, found an H2 server in '"
                            + url
                            + "'; several processes share a PostgreSQL database.");
        }
        var wrong = wrong(scheme, settings(parts));
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected an H2 URL whose commits outlive the process, found '%s' without %s; write %s"
                            .formatted(url, String.join(" and ", wrong), mended(location)));
        }
    }

    private static List<String> wrong(String scheme, Map<String, String> settings) {
        var wrong = new ArrayList<String>();
        if (!scheme.startsWith("async:") && !scheme.startsWith("file:async:")) {
            wrong.add("the file system async:");
        }
        DEMANDED.forEach((name, value) -> {
            if (!value.equals(settings.get(name))) {
                wrong.add(name + "=" + value);
            }
        });
        return wrong;
    }

    private static Map<String, String> settings(List<String> parts) {
        var settings = new HashMap<String, String>();
        parts.stream()
                .skip(1)
                .map(part -> part.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair ->
                        settings.put(
                                pair[0].strip().toUpperCase(Locale.ROOT),
                                pair[1].strip().toUpperCase(Locale.ROOT)));
        return settings;
    }

    private static String mended(String location) {
        var path = location;
        for (var scheme : Arrays.asList("file:", "async:", "nio:", "split:", "nioMapped:")) {
            path = path.startsWith(scheme) ? path.substring(scheme.length()) : path;
        }
        return "jdbc:h2:async:%s;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE".formatted(path);
    }
}
