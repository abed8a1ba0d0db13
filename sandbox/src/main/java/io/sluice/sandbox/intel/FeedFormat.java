package io.sluice.sandbox.intel;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The formats in which publishers list what is bad, by the name of the feed.
public enum FeedFormat {
    /// `#` comments and CRLF.
    FEODO_TEXT("feodo.txt", "\r\n", "# Feodo Tracker Botnet C2 IP Blocklist\n#", "\n# END"),
    FEODO_CSV(
            "feodo.csv",
            "\r\n",
            "# Feodo Tracker\n\"first_seen_utc\",\"dst_ip\",\"dst_port\",\"c2_status\",\"last_online\",\"malware\"",
            "\n# END 0 entries"),
    /// `;` comments behind each entry.
    DROP_TEXT("drop.txt", "\n", "; Spamhaus DROP List 2026/01/05", ""),
    /// One JSON object a line, and a last one about the list itself.
    DROP_JSON("drop_v4.json", "\n", "", "\n{\"type\":\"metadata\",\"size\":0,\"records\":0}"),
    BLOCKLIST("blocklist.txt", "\n", "", ""),
    TOR("tor.txt", "\n", "", ""),
    CINS("ci-badguys.txt", "\n", "", ""),
    COMPROMISED("compromised-ips.txt", "\n", "", ""),
    URLHAUS_CSV(
            "urlhaus.csv",
            "\r\n",
            "################################################################\n# abuse.ch URLhaus Database Dump (CSV - recent URLs only)\n################################################################\n# id,dateadded,url,url_status,last_online,threat,tags,urlhaus_link,reporter",
            ""),
    URLHAUS_TEXT("urlhaus.txt", "\r\n", "# URLhaus\n#", ""),
    /// The header is commented out, and a space follows each comma.
    THREATFOX_CSV(
            "threatfox.csv",
            "\r\n",
            "################################################################\n# ThreatFox IOCs: recent additions - CSV format\n################################################################\n\n# \"first_seen_utc\",\"ioc_id\",\"ioc_value\",\"ioc_type\",\"threat_type\",\"fk_malware\",\"malware_alias\",\"malware_printable\",\"last_seen_utc\",\"confidence_level\",\"is_compromised\",\"reference\",\"tags\",\"anonymous\",\"reporter\"",
            "\n# Number of entries: 0");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final String fileName;
    private final String lineEnd;
    private final String head;
    private final String foot;

    FeedFormat(String fileName, String lineEnd, String head, String foot) {
        this.fileName = fileName;
        this.lineEnd = lineEnd;
        this.head = head;
        this.foot = foot;
    }

    public static Optional<FeedFormat> of(String fileName) {
        for (FeedFormat format : values()) {
            if (format.fileName.equals(fileName)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    public String fileName() {
        return fileName;
    }

    /// The feed that lists these entries: addresses, networks, or URLs and `address:port` where the
    /// format has such.
    public String render(List<String> entries, Instant seen) {
        String rows =
                IntStream.range(0, entries.size())
                        .mapToObj(i -> row(entries.get(i), i, TIME.format(seen)))
                        .collect(Collectors.joining("\n"));
        String all = join(join(head, rows), foot.strip());
        return all.isEmpty() ? "" : all.replace("\n", lineEnd) + lineEnd;
    }

    private static String join(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + "\n" + other;
    }

    private String row(String entry, int index, String seen) {
        return switch (this) {
            case FEODO_TEXT, BLOCKLIST, TOR, CINS, COMPROMISED, URLHAUS_TEXT -> entry;
            case FEODO_CSV ->
                    "\"%s\",\"%s\",\"%s\",\"online\",\"%s\",\"Emotet\""
                            .formatted(seen, address(entry), port(entry), seen.substring(0, 10));
            case DROP_TEXT -> "%s ; SBL%d".formatted(entry, 100_000 + index);
            case DROP_JSON ->
                    "{\"cidr\":\"%s\",\"sblid\":\"SBL%d\",\"rir\":\"ripencc\"}"
                            .formatted(entry, 100_000 + index);
            case URLHAUS_CSV ->
                    "\"%d\",\"%s\",\"%s\",\"online\",\"%s\",\"malware_download\",\"elf,mirai\",\"https://urlhaus.abuse.ch/url/%d/\",\"sandbox\""
                            .formatted(3_000_000 + index, seen, entry, seen, 3_000_000 + index);
            case THREATFOX_CSV ->
                    "\"%s\", \"%d\", \"%s\", \"%s\", \"botnet_cc\", \"win.x\", \"None\", \"Unknown, \"\"X\"\"\", \"\", \"75\", \"False\", \"\", \"c2\", \"0\", \"sandbox\""
                            .formatted(seen, 1_000_000 + index, entry, type(entry));
        };
    }

    private static String address(String entry) {
        int colon = entry.lastIndexOf(':');
        return colon < 0 ? entry : entry.substring(0, colon);
    }

    private static String port(String entry) {
        int colon = entry.lastIndexOf(':');
        return colon < 0 ? "443" : entry.substring(colon + 1);
    }

    private static String type(String entry) {
        if (entry.contains("://")) {
            return "url";
        }
        return entry.matches("[0-9.]+:[0-9]+") ? "ip:port" : "domain";
    }
}
