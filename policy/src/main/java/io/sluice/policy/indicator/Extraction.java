package io.sluice.policy.indicator;

import io.sluice.policy.finding.Ip;
import io.sluice.policy.finding.Names;
import io.sluice.policy.indicator.Indicators.Dropped;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds addresses, ports and names in text and in objects, also in the defanged forms in which
/// people pass them on: `203.0.113[.]7`, `hxxp://evil[.]example`, `evil (dot) example`.
///
/// The patterns are linear, and input is bounded: what lies beyond the bounds is not looked at, and
/// the result says so.
public final class Extraction {
    /// Characters looked at in all.
    public static final int LONGEST = 1_000_000;

    /// Values of each kind.
    public static final int MOST = 10_000;

    private static final Pattern IPV4 =
            Pattern.compile(
                    "(?<![\\w.])(?<![Ff]{4}:)(\\d{1,3}(?:\\.\\d{1,3}){3})(/\\d{1,2})?(?::(\\d{1,5}))?(?![\\w.]*\\w)");
    private static final Pattern IPV6 =
            Pattern.compile(
                    "(?<![\\w:.])\\[?((?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f.]{0,15})\\]?(/\\d{1,3})?(?::(\\d{1,5}))?(?![\\w:])");
    private static final Pattern DOMAIN =
            Pattern.compile(
                    "(?<![\\w.@/-])((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.){1,8}[a-z][a-z0-9-]{1,23})(?::(\\d{1,5}))?(?![\\w-])",
                    Pattern.CASE_INSENSITIVE);
    private static final Set<String> FILE_ENDINGS =
            Set.of(
                    "sh",
                    "py",
                    "so",
                    "exe",
                    "dll",
                    "txt",
                    "log",
                    "json",
                    "yaml",
                    "yml",
                    "xml",
                    "conf",
                    "service",
                    "html",
                    "php",
                    "js",
                    "jar",
                    "gz",
                    "zip",
                    "tar",
                    "bin",
                    "elf",
                    "md",
                    "csv",
                    "local",
                    "svc",
                    "internal");
    private static final Pattern PORT_FIELD = Pattern.compile(".*port$", Pattern.CASE_INSENSITIVE);

    private final Guard guard;
    private final Set<String> addresses = new LinkedHashSet<>();
    private final Set<Integer> ports = new LinkedHashSet<>();
    private final Set<String> domains = new LinkedHashSet<>();
    private final Map<String, Dropped> dropped = new LinkedHashMap<>();
    private int left = LONGEST;

    private Extraction(Guard guard) {
        this.guard = guard;
    }

    /// @param anything a text, or JSON-like data whose texts are all looked at; numbers in fields
    ///   whose name ends in `port` are ports
    public static Indicators of(@Nullable Object anything, Guard guard) {
        var extraction = new Extraction(guard);
        extraction.walk("", anything, 0);
        return new Indicators(
                List.copyOf(extraction.addresses),
                List.copyOf(extraction.ports),
                List.copyOf(extraction.domains),
                List.copyOf(extraction.dropped.values()));
    }

    private void walk(String field, @Nullable Object value, int depth) {
        if (depth > 30) {
            drop("…", "it lies deeper than 30 levels");
            return;
        }
        switch (value) {
            case String text -> {
                if (PORT_FIELD.matcher(field).matches() && text.strip().matches("\\d{1,5}")) {
                    port(text.strip());
                } else {
                    text(text);
                }
            }
            case Number number when PORT_FIELD.matcher(field).matches() ->
                    port(String.valueOf(number.longValue()));
            case Map<?, ?> map ->
                    map.forEach((key, inner) -> walk(String.valueOf(key), inner, depth + 1));
            case List<?> list -> list.forEach(inner -> walk(field, inner, depth + 1));
            case null, default -> {}
        }
    }

    private void text(String given) {
        if (left <= 0) {
            drop("…", "only the first " + LONGEST + " characters are looked at");
            return;
        }
        var text = refanged(given.length() > left ? given.substring(0, left) : given);
        left -= given.length();
        each(IPV4, text, found -> address(found, found.group(1)));
        each(IPV6, text, found -> address(found, found.group(1)));
        each(DOMAIN, text, this::domain);
    }

    /// Puts back what people take out so that nobody clicks on it.
    static String refanged(String text) {
        return text.replaceAll("(?i)\\bhxxp(s?)", "http$1")
                .replaceAll("\\[\\.]|\\(\\.\\)|\\{\\.}", ".")
                .replaceAll("(?i) ?[\\[({] ?dot ?[\\])}] ?", ".")
                .replaceAll("\\[:]", ":")
                .replaceAll("\\[/]", "/")
                .replaceAll("(?i)\\[://]", "://")
                .replaceAll("(?i)\\b[a-z][a-z0-9+.-]{1,15}://", " ");
    }

    private static void each(
            Pattern pattern, String text, java.util.function.Consumer<Matcher> use) {
        var matcher = pattern.matcher(text);
        while (matcher.find()) {
            use.accept(matcher);
        }
    }

    private void address(Matcher found, String bare) {
        var range = found.group(2) == null ? "" : found.group(2);
        var parsed = Ip.parse(bare + range).orElse(null);
        if (parsed == null || bare.equals("::")) {
            return;
        }
        var text =
                range.isEmpty()
                        ? parsed.toCanonicalString()
                        : parsed.toPrefixBlock().toCanonicalString();
        var refusal = guard.refusal(text);
        if (refusal.isPresent()) {
            drop(text, refusal.get());
        } else if (addresses.size() < MOST) {
            addresses.add(text);
        } else {
            drop("…", "only the first " + MOST + " addresses are kept");
        }
        if (found.group(3) != null) {
            port(found.group(3));
        }
    }

    private void domain(Matcher found) {
        var name = found.group(1).toLowerCase(Locale.ROOT);
        var ending = name.substring(name.lastIndexOf('.') + 1);
        if (!Names.isDomain(name) || FILE_ENDINGS.contains(ending)) {
            return;
        }
        if (guard.allows(name)) {
            drop(name, "it is on the list of what must stay reachable");
        } else if (domains.size() < MOST) {
            domains.add(name);
        } else {
            drop("…", "only the first " + MOST + " names are kept");
        }
        if (found.group(2) != null) {
            port(found.group(2));
        }
    }

    private void port(String text) {
        long port = Long.parseLong(text);
        if (port < 1 || port > 65535) {
            drop(text, "it is no port");
        } else if (ports.size() < MOST) {
            ports.add((int) port);
        }
    }

    private void drop(String value, String why) {
        if (dropped.size() < MOST) {
            dropped.putIfAbsent(value + why, new Dropped(value, why));
        }
    }
}
