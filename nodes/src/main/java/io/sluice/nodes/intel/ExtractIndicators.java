package io.sluice.nodes.intel;

import inet.ipaddr.IPAddressString;
import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.engine.node.ReadNode;
import io.sluice.nodes.support.Texts;
import io.sluice.policy.finding.Names;
import io.sluice.policy.indicator.Extraction;
import io.sluice.policy.indicator.Guard;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds addresses, ports and names in anything a run holds. It opens no connection.
final class ExtractIndicators
        implements ReadNode<ExtractIndicators.Config, ExtractIndicators.Output> {
    /// Where to look, and what is never to be acted on.
    public record Config(
            @Field(
                            title = "In",
                            description = "A text, or data whose texts are all looked at.",
                            widget = "json",
                            example = "\"= trigger.findings\"")
                    @Nullable Object in,
            @Field(
                            title = "Own ranges",
                            description =
                                    "Addresses and ranges of your own: pods, services, the API server, resolvers, egress. Private and special ones are dropped anyway.",
                            defaultValue = "[]",
                            example = "[\"198.51.100.0/24\"]")
                    List<String> ownRanges,
            @Field(
                            title = "Allow list",
                            description =
                                    "Addresses, ranges and names that must stay reachable; a name stands for all below it.",
                            defaultValue = "[]",
                            example = "[\"registry.example.com\",\"203.0.113.53\"]")
                    List<String> allowList) {}

    /// What was found.
    public record Output(
            @Field(
                            title = "Addresses",
                            description = "Single ones and ranges, in the order found.",
                            example = "[\"203.0.113.9\"]")
                    List<String> addresses,
            @Field(title = "Ports", example = "[4444]") List<Long> ports,
            @Field(title = "Names", description = "Lower case.", example = "[\"evil.example\"]")
                    List<String> domains,
            @Field(title = "Dropped", description = "What was found but must not be acted on.")
                    List<Dropped> dropped,
            @Field(title = "Any", description = "Whether an address or a name was found.")
                    boolean any) {}

    /// Something that was left out.
    public record Dropped(
            @Field(title = "Value") String value,
            @Field(title = "Why", example = "\"it is private (10.0.0.0/8)\"") String why) {}

    @Override
    public Output read(Config config, NodeContext context) throws NodeFailure {
        var found = Extraction.of(config.in(), guard(config));
        return new Output(
                found.addresses(),
                found.ports().stream().map(Integer::longValue).toList(),
                found.domains(),
                found.dropped().stream()
                        .map(each -> new Dropped(each.value(), each.why()))
                        .toList(),
                !found.addresses().isEmpty() || !found.domains().isEmpty());
    }

    private static Guard guard(Config config) throws NodeFailure {
        var ranges = new ArrayList<String>();
        var names = new HashSet<String>();
        for (var own : config.ownRanges()) {
            if (!isAddress(own)) {
                throw bad("ownRanges", "an address or a range such as 198.51.100.0/24", own);
            }
            ranges.add(own.strip());
        }
        for (var allowed : config.allowList()) {
            if (isAddress(allowed)) {
                ranges.add(allowed.strip());
            } else if (Names.isDomain(allowed.strip())) {
                names.add(allowed.strip().toLowerCase(Locale.ROOT));
            } else {
                throw bad("allowList", "addresses, ranges and names", allowed);
            }
        }
        return new Guard(ranges, names);
    }

    private static boolean isAddress(String text) {
        var stripped = text.strip();
        return stripped.matches("[0-9A-Fa-f.:]+(/[0-9]{1,3})?")
                && new IPAddressString(stripped).getAddress() != null;
    }

    private static NodeFailure bad(String field, String expected, String found) {
        return NodeFailure.permanent(
                "ioc.bad-config",
                Fault.USER,
                "Expected %s to hold %s, found '%s'; mend the node's fields."
                        .formatted(field, expected, Texts.shorten(found, 100)));
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "ioc.extract",
                1,
                "Extract indicators",
                IntelNodes.CATEGORY,
                "fingerprint",
                "Finds addresses, ports and names in findings, texts or any data.",
                """
                Looks at every text within, also in the defanged forms in which people pass indicators on:
                `203.0.113[.]7`, `hxxp://evil[.]example`, `evil (dot) example`. Numbers count as ports in fields whose
                name ends in `port`.

                Private, loopback, link-local, multicast and reserved addresses are dropped, and so are your own ranges
                and what the allow list names; each with its reason. At most a million characters are looked at, and
                ten thousand values of a kind are kept; when there is more, `dropped` says so.
                """,
                List.of("IOC", "IP", "domain", "defang", "parse", "observable"),
                "",
                Map.of("ioc.bad-config", "A range or name in the node's lists is none."),
                List.of());
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
