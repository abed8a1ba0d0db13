package io.sluice.nodes.intel;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.engine.node.ReadNode;
import io.sluice.nodes.support.Texts;
import io.sluice.nodes.support.VendorHttp;
import io.sluice.policy.finding.Names;
import io.sluice.policy.indicator.Guard;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Asks a reputation service and feeds what is known of addresses and names. An error is `unknown`,
/// never `clean`.
final class CheckReputation implements ReadNode<CheckReputation.Config, CheckReputation.Output> {
    private static final int MOST_VALUES = 10_000;

    private final AbuseIpDb abuse;
    private final FeedCopies copies;

    CheckReputation(VendorHttp http) {
        this.abuse = new AbuseIpDb(http);
        this.copies = new FeedCopies(http);
    }

    /// Whom to ask, about what, and what to make of it.
    public record Config(
            @Field(
                            title = "Connection",
                            description = "AbuseIPDB; empty to ask feeds only.",
                            widget = "connection",
                            example = "\"abuseipdb\"")
                    @Nullable String connection,
            @Field(
                            title = "Feeds",
                            description = "Names of connections of the type threat-feed.",
                            defaultValue = "[]",
                            example = "[\"feodo\",\"spamhaus-drop\"]")
                    List<String> feeds,
            @Field(
                            title = "Values",
                            description = "Addresses and names.",
                            example = "\"= nodes.ioc.output.addresses\"")
                    List<String> values,
            @Field(
                            title = "Malicious from",
                            description = "The lowest score that is malicious.",
                            minimum = 1,
                            maximum = 100,
                            defaultValue = "75")
                    long maliciousFrom,
            @Field(
                            title = "Suspicious from",
                            description = "The lowest score that is suspicious.",
                            minimum = 1,
                            maximum = 100,
                            defaultValue = "25")
                    long suspiciousFrom,
            @Field(
                            title = "When unknown",
                            description =
                                    "What a value is treated as when a source could not be asked: unknown leaves it apart, malicious is the cautious way, clean the lenient one, fail ends the step.",
                            oneOf = {"unknown", "malicious", "clean", "fail"},
                            defaultValue = "\"unknown\"")
                    String whenUnknown,
            @Field(
                            title = "Time-out",
                            description = "For one lookup.",
                            widget = "duration",
                            defaultValue = "\"PT5S\"")
                    String timeout,
            @Field(
                            title = "Most lookups",
                            description = "How often AbuseIPDB is asked in one step at most.",
                            minimum = 0,
                            maximum = 1000,
                            defaultValue = "100")
                    long mostLookups) {}

    /// What is known.
    public record Output(
            @Field(title = "Results", description = "One for each value, in their order.")
                    List<Judged> results,
            @Field(title = "Malicious", description = "Values treated as malicious.")
                    List<String> malicious,
            @Field(title = "Suspicious") List<String> suspicious,
            @Field(
                            title = "Unknown",
                            description =
                                    "Values of which nobody could say anything, whatever they are treated as.")
                    List<String> unknown,
            @Field(
                            title = "Worst",
                            description =
                                    "malicious, suspicious, unknown or clean; clean when there is nothing to judge.")
                    String worst,
            @Field(title = "Lookups", description = "How often AbuseIPDB was asked.")
                    long lookups) {}

    /// What is known of one value.
    public record Judged(
            @Field(title = "Value", example = "\"203.0.113.9\"") String value,
            @Field(
                            title = "Verdict",
                            description = "malicious, suspicious, unknown, clean, or private.",
                            example = "\"malicious\"")
                    String verdict,
            @Field(title = "Treated as", description = "The verdict, unless it is unknown.")
                    String treatedAs,
            @Field(title = "Score", description = "From 0 to 100; null when there is none.")
                    @Nullable Long score,
            @Field(title = "Lists", description = "Feeds that list it.") List<String> lists,
            @Field(title = "Reasons", description = "What each source said, or why it did not.")
                    List<String> reasons,
            @Field(title = "Age", description = "Of the oldest information, in seconds.")
                    @Nullable Long ageSeconds,
            @Field(title = "Complete", description = "Whether every source spoke.")
                    boolean complete) {
        public Judged {
            lists = List.copyOf(lists);
            reasons = List.copyOf(reasons);
        }
    }

    @Override
    public Output read(Config config, NodeContext context) throws NodeFailure {
        var inquiry = inquiry(config, context);
        var closed = config.whenUnknown().equals("fail") ? "unknown" : config.whenUnknown();
        var judging =
                new Judging((int) config.maliciousFrom(), (int) config.suspiciousFrom(), closed);
        var results = new LinkedHashMap<String, Judged>();
        for (var value : new LinkedHashSet<>(config.values())) {
            var judged = judge(value.strip(), inquiry, judging, context);
            results.putIfAbsent(judged.value(), judged);
        }
        var output = output(List.copyOf(results.values()), inquiry.lookups());
        if (config.whenUnknown().equals("fail") && !output.unknown().isEmpty()) {
            throw unknown(results, output.unknown().getFirst());
        }
        return output;
    }

    private Inquiry inquiry(Config config, NodeContext context) throws NodeFailure {
        if (config.values().size() > MOST_VALUES) {
            throw bad("values", "at most " + MOST_VALUES, config.values().size() + " of them");
        }
        var name = config.connection();
        Optional<AbuseIpDb.Account> account =
                name == null || name.isBlank()
                        ? Optional.empty()
                        : Optional.of(
                                AbuseIpDb.Account.of(context.connection(name, AbuseIpDb.TYPE)));
        if (account.isEmpty() && config.feeds().isEmpty()) {
            throw bad("connection", "a connection or at least one feed", "neither");
        }
        var feeds = new ArrayList<Feed>();
        for (var feed : new LinkedHashSet<>(config.feeds())) {
            feeds.add(Feed.of(context.connection(feed, Feed.TYPE)));
        }
        var inquiry =
                new Inquiry(abuse, account, context, timeout(config), (int) config.mostLookups());
        feeds.forEach(feed -> inquiry.include(feed, copies));
        return inquiry;
    }

    private static Duration timeout(Config config) throws NodeFailure {
        try {
            var timeout = Duration.parse(config.timeout());
            if (timeout.compareTo(Duration.ofMillis(100)) >= 0
                    && timeout.compareTo(Duration.ofMinutes(1)) <= 0) {
                return timeout;
            }
        } catch (DateTimeException e) {
            throw bad("timeout", "a duration such as PT5S", config.timeout());
        }
        throw bad("timeout", "from PT0.1S to PT1M", config.timeout());
    }

    private static Judged judge(
            String value, Inquiry inquiry, Judging judging, NodeContext context) {
        var address = AddressSet.address(value);
        if (address.isPresent()) {
            var canonical = Names.address(value).orElse(value);
            var refusal = Guard.STANDARD.refusal(canonical);
            return refusal.isPresent()
                    ? kept(canonical, refusal.get())
                    : judging.judge(
                            canonical, inquiry.about(canonical, address.get()), context.now());
        }
        var name = value.toLowerCase(Locale.ROOT);
        if (Names.isDomain(name)) {
            return judging.judge(name, inquiry.about(name), context.now());
        }
        var why = "it is neither an address nor a name; ranges cannot be asked about";
        return new Judged(
                Texts.shorten(value, 100),
                Judging.UNKNOWN,
                judging.whenUnknown(),
                null,
                List.of(),
                List.of(why),
                null,
                false);
    }

    /// Private addresses mean nothing to others, and are nobody else's business.
    private static Judged kept(String address, String why) {
        return new Judged(
                address,
                Judging.PRIVATE,
                Judging.PRIVATE,
                null,
                List.of(),
                List.of(why + "; nobody was asked"),
                null,
                true);
    }

    private static Output output(List<Judged> results, int lookups) {
        var malicious = values(results, each -> each.treatedAs().equals(Judging.MALICIOUS));
        var suspicious = values(results, each -> each.verdict().equals(Judging.SUSPICIOUS));
        var unknown = values(results, each -> each.verdict().equals(Judging.UNKNOWN));
        var undecided = results.stream().anyMatch(r -> r.treatedAs().equals(Judging.UNKNOWN));
        var worst = undecided ? Judging.UNKNOWN : Judging.CLEAN;
        if (!suspicious.isEmpty()) {
            worst = Judging.SUSPICIOUS;
        }
        if (!malicious.isEmpty()) {
            worst = Judging.MALICIOUS;
        }
        return new Output(results, malicious, suspicious, unknown, worst, lookups);
    }

    private static List<String> values(List<Judged> results, Predicate<Judged> which) {
        return results.stream().filter(which).map(Judged::value).toList();
    }

    private static NodeFailure unknown(Map<String, Judged> results, String value) {
        var judged = results.get(value);
        var reasons = judged == null ? List.of() : judged.reasons();
        return NodeFailure.retryable(
                "reputation.unknown",
                Fault.PROVIDER,
                "Expected every source to say something of %s, found: %s"
                        .formatted(value, Texts.shorten(String.valueOf(reasons), 400)));
    }

    private static NodeFailure bad(String field, String expected, String found) {
        return NodeFailure.permanent(
                "reputation.bad-config",
                Fault.USER,
                "Expected %s to be %s, found %s; mend the node's fields."
                        .formatted(field, expected, Texts.shorten(found, 100)));
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "reputation.check",
                1,
                "Check reputation",
                IntelNodes.CATEGORY,
                "shield-question",
                "Asks AbuseIPDB and threat feeds about addresses and names.",
                """
                A value is **malicious** when a feed lists it or its score is high, **suspicious** when the score is
                middling or a feed lists a URL at that name (a host may serve much else), **clean** when every source was asked and none speaks against it. When a source could not be
                asked — a time-out, an error, a used-up quota, a feed that is a page or too large — the verdict is
                **unknown** with the reason and the age of what is known, never clean; *When unknown* says what follows.

                Answers of AbuseIPDB are kept for an hour (a setting of the connection), since each counts against the
                daily quota; once that is used up nothing is asked until it begins anew. A feed is asked at most once
                an hour whether it has changed. Its last good copy counts while no newer one is to be had: what it
                lists is malicious, what it does not list is unknown.

                Private and special addresses are never sent to anybody.
                """,
                List.of(
                        "threat intelligence",
                        "AbuseIPDB",
                        "feed",
                        "blocklist",
                        "Spamhaus",
                        "URLhaus",
                        "ThreatFox",
                        "Feodo",
                        "IOC"),
                AbuseIpDb.TYPE,
                errors(),
                List.of("AbuseIPDB: an API key for v2", "Outbound HTTPS to the feeds"));
    }

    private static Map<String, String> errors() {
        var codes = new LinkedHashMap<String, String>();
        codes.put("reputation.bad-config", "The fields of the node do not fit together.");
        codes.put(
                "reputation.unknown", "A source could not be asked, and the node is to fail then.");
        codes.put("connection.bad-setting", "A setting of a connection is wrong.");
        codes.put("connection.incomplete", "A connection lacks a setting.");
        return codes;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<Output> outputType() {
        return Output.class;
    }
}
