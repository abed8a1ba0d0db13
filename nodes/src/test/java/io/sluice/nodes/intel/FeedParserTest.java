package io.sluice.nodes.intel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.nodes.intel.FeedContent.Mention;
import io.sluice.nodes.intel.FeedParser.NoFeed;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// F044: what feeds write, and what must not be taken for one.
class FeedParserTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

    private static FeedContent parse(String text) throws NoFeed {
        return new FeedParser("auto", Duration.ofDays(90), 500_000).parse(text, NOW);
    }

    private static boolean lists(FeedContent content, String address) {
        return content.mentions(AddressSet.address(address).orElseThrow()) == Mention.WHOLE;
    }

    @Test
    @DisplayName("F044: ThreatFox by column name, with and without is_compromised")
    void readsThreatFoxByColumnName() throws NoFeed {
        var older =
                """
                ################################################################
                # "first_seen_utc","ioc_id","ioc_value","ioc_type","threat_type","fk_malware","malware_alias","malware_printable","last_seen_utc","confidence_level","reference","tags","anonymous","reporter"
                "2026-01-04 10:00:00", "1", "203.0.113.9:4444", "ip:port", "botnet_cc", "win.x", "A, ""B\""", "X", "", "75", "", "c2", "0", "r"
                "2026-01-04 10:00:00", "2", "d41d8cd98f00b204e9800998ecf8427e", "md5_hash", "payload", "win.x", "None", "X", "", "75", "", "c2", "0", "r"
                """;
        var newer =
                older.replace("\"confidence_level\",", "\"confidence_level\",\"is_compromised\",")
                        .replace("\"ioc_id\",\"ioc_value\"", "\"ioc_value\",\"ioc_id\"")
                        .replace("\"1\", \"203.0.113.9:4444\"", "\"203.0.113.9:4444\", \"1\"")
                        .replace("\n", "\r\n");

        assertThat(lists(parse(older), "203.0.113.9")).isTrue();
        assertThat(lists(parse(newer), "203.0.113.9")).isTrue();
        assertThat(parse(older).bad()).isEqualTo(1);
    }

    @Test
    void commentsAndBadLinesDoNoHarm() throws NoFeed {
        var content =
                parse(
                        "# one\r\n; two\r\n// three\r\n203.0.113.0/25 ; SBL1\r\n203.0.113.300\r\n\r\n203.0.113.200 # x\r\n");

        assertThat(lists(content, "203.0.113.77")).isTrue();
        assertThat(lists(content, "203.0.113.128")).isFalse();
        assertThat(lists(content, "203.0.113.200")).isTrue();
        assertThat(content.bad()).isEqualTo(1);
    }

    @Test
    @DisplayName("F044: a list of everything is a mistake, not a list")
    void ignoresRangesThatAreNearlyEverything() throws NoFeed {
        var content = parse("0.0.0.0/0\n::/0\n128.0.0.0/1\n203.0.113.9\n");

        assertThat(lists(content, "198.51.100.7")).isFalse();
        assertThat(lists(content, "2001:db8::1")).isFalse();
        assertThat(content.bad()).isEqualTo(3);
    }

    @Test
    @DisplayName("F044: a bad URL does not make its host bad")
    void tellsAHostFromAUrlAtIt() throws NoFeed {
        var content = parse("https://files.example/bad.bin\nhttp://203.0.113.9/x\nworse.example\n");

        assertThat(content.mentions("files.example")).isEqualTo(Mention.WITHIN);
        assertThat(content.mentions("worse.example")).isEqualTo(Mention.WHOLE);
        assertThat(content.mentions("other.example")).isEqualTo(Mention.NOT);
        assertThat(lists(content, "203.0.113.9")).isTrue();
    }

    @Test
    void commentsAloneAreAValidFeed() throws NoFeed {
        assertThat(parse("# Feodo Tracker\r\n# END\r\n").size()).isZero();
    }

    @Test
    void refusesWhatIsNoFeed() {
        assertThatThrownBy(() -> parse("")).isInstanceOf(NoFeed.class);
        assertThatThrownBy(() -> parse("  \n <!DOCTYPE html>\n203.0.113.9\n"))
                .isInstanceOf(NoFeed.class)
                .hasMessageContaining("HTML");
        assertThatThrownBy(() -> parse("Please sign in!\nNow!\n"))
                .isInstanceOf(NoFeed.class)
                .hasMessageContaining("none is understood");
        assertThatThrownBy(() ->
                        new FeedParser("auto", Duration.ofDays(1), 2)
                                .parse("203.0.113.1\n203.0.113.2\n203.0.113.3\n", NOW))
                .isInstanceOf(NoFeed.class)
                .hasMessageContaining("more than 2");
    }

    @Test
    @DisplayName("F044: ranges are found as a plain comparison finds them (random, seed 7)")
    void agreesWithAPlainComparison() throws NoFeed {
        var random = new Random(7);
        var starts = random.ints(400, 0, 1 << 16).toArray();
        var prefixes = random.ints(400, 18, 33).toArray();
        var text =
                IntStream.range(0, 400)
                        .mapToObj(i ->
                                "203.7.%d.%d/%d"
                                        .formatted(starts[i] >> 8, starts[i] & 255, prefixes[i]))
                        .collect(Collectors.joining("\n"));
        var content = parse(text);

        for (var probe : random.ints(5_000, 0, 1 << 16).toArray()) {
            var expected =
                    IntStream.range(0, 400)
                            .anyMatch(i ->
                                    starts[i] >> (32 - prefixes[i]) == probe >> (32 - prefixes[i]));
            assertThat(lists(content, "203.7.%d.%d".formatted(probe >> 8, probe & 255)))
                    .isEqualTo(expected);
        }
    }

    @Test
    void readsHalfAMillionLinesInLittleTime() throws NoFeed {
        var text =
                IntStream.range(0, 500_000)
                        .mapToObj(i -> "20.%d.%d.%d".formatted(i >> 16, i >> 8 & 255, i & 255))
                        .collect(Collectors.joining("\r\n"));
        var began = System.nanoTime();

        var content = parse(text);

        assertThat(content.size()).isEqualTo(500_000);
        assertThat(lists(content, "20.3.7.9")).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void splitsLinesAsFeedsWriteThem() {
        assertThat(CsvLine.split("\"a\", \"b, \"\"c\"\"\",d ,,\"\""))
                .containsExactly("a", "b, \"c\"", "d", "", "");
        assertThat(CsvLine.split("\"open")).containsExactly("open");
    }
}
