package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.ReadNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Orders policies or findings by what is most pressing.
final class Prioritise implements ReadNode<Prioritise.Config, Prioritise.Output> {
    private static final int MOST = 10_000;

    record Config(
            @Field(title = "Items", description = "What is to be ordered.") List<Item> items,
            @Field(
                            title = "Most",
                            description = "How many to give back; 0 for all.",
                            defaultValue = "0",
                            minimum = 0)
                    int most) {
        Config {
            items = List.copyOf(items);
        }
    }

    record Item(
            @Field(title = "Id", description = "Of the policy or finding.") String id,
            @Field(title = "Severity", description = "1 to 5.", minimum = 1, maximum = 5)
                    int severity,
            @Field(
                            title = "Reputation",
                            description = "0 (harmless) to 100; left out where nobody knows.",
                            minimum = 0,
                            maximum = 100)
                    @Nullable Integer reputation,
            @Field(
                            title = "Exposed",
                            description = "Whether it can be reached from outside.",
                            defaultValue = "false")
                    boolean exposed) {}

    record Output(
            @Field(title = "Items", description = "The most pressing first.") List<Ranked> items,
            @Field(title = "Ids", description = "In the same order.") List<String> ids) {
        Output {
            items = List.copyOf(items);
            ids = List.copyOf(ids);
        }
    }

    record Ranked(
            @Field(title = "Id") String id,
            @Field(title = "Priority", description = "0 to 100.") int priority,
            @Field(title = "Why") String why) {}

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "crs.prioritise",
                1,
                "Prioritise",
                RolloutNode.CATEGORY,
                "sort-descending",
                "Orders policies or findings by severity, reputation and exposure.",
                """
                Up to 60 points for severity, 25 for the reputation of what was spoken to and 15 for exposure. An unknown
                reputation counts as middling, never as clean. Equal ones keep their order.
                """,
                List.of("rank", "order", "triage", "sort"),
                "",
                Map.of("crs.too-many", "More items than one step can order."),
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

    @Override
    public Output read(Config config, NodeContext context) throws NodeFailure {
        if (config.items().size() > MOST) {
            throw NodeFailure.permanent(
                    "crs.too-many",
                    NodeFailure.Fault.CAPACITY,
                    "Expected at most " + MOST + " items, found " + config.items().size() + ".");
        }
        var ranked = new ArrayList<>(config.items().stream().map(Prioritise::ranked).toList());
        ranked.sort(Comparator.comparingInt(Ranked::priority).reversed());
        var kept =
                config.most() > 0
                        ? ranked.subList(0, Math.min(config.most(), ranked.size()))
                        : ranked;
        return new Output(kept, kept.stream().map(Ranked::id).toList());
    }

    private static Ranked ranked(Item item) {
        var reputation = item.reputation();
        int bad = reputation == null ? 50 : Math.clamp(reputation, 0, 100);
        int priority = Math.clamp(item.severity(), 1, 5) * 12 + bad / 4 + (item.exposed() ? 15 : 0);
        var why =
                "severity "
                        + item.severity()
                        + ", reputation "
                        + (reputation == null ? "unknown" : String.valueOf(bad))
                        + (item.exposed() ? ", exposed" : "");
        return new Ranked(item.id(), priority, why);
    }
}
