package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.ReadNode;
import io.sluice.policy.category.CategoryTable;
import io.sluice.policy.category.Recipe;
import io.sluice.policy.finding.Finding;
import io.sluice.policy.indicator.Guard;
import io.sluice.policy.manifest.Manifest;
import io.sluice.policy.register.Draft;
import io.sluice.policy.register.PolicyKey;
import io.sluice.policy.register.PolicyKind;
import io.sluice.policy.register.PolicyRecord;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes policies of the findings of a batch, one for each cluster, namespace, workload and
/// category, and enters them in the register. Nothing is changed in clusters.
final class GeneratePolicies implements ReadNode<GeneratePolicies.Config, GeneratePolicies.Output> {
    private static final int PAGE = 1_000;
    private static final int MOST_FINDINGS = 100_000;
    private static final int MOST_POLICIES = 2_000;
    private static final int MOST_SKIPPED = 200;
    private static final int AT_ONCE = 100;

    record Config(
            @Field(
                            title = "Batch",
                            description = "Id of the findings that came together: = trigger.batch",
                            example = "\"batch-7f3a\"")
                    String batch,
            @Field(
                            title = "Connection",
                            description =
                                    "The cluster of findings that name none that is listed below.",
                            widget = "connection")
                    String connection,
            @Field(
                            title = "Clusters by name",
                            description = "Connection for each name that findings give a cluster.",
                            defaultValue = "{}",
                            widget = "key-value",
                            example = "{\"eks-prod\":\"prod\"}")
                    Map<String, String> clusterNames,
            @Field(
                            title = "Also in",
                            description =
                                    "Further clusters that get each policy, parted by commas.",
                            defaultValue = "\"\"")
                    String alsoClusters,
            @Field(
                            title = "Minimum severity",
                            description = "From 1 (all) to 5.",
                            defaultValue = "1",
                            minimum = 1,
                            maximum = 5)
                    int minimumSeverity,
            @Field(
                            title = "Network policies",
                            description =
                                    "Also block the addresses that were spoken to: by NetworkPolicies or Cilium's. They have no form that only watches.",
                            defaultValue = "\"none\"",
                            oneOf = {"none", "network", "cilium"})
                    String network,
            @Field(
                            title = "Own ranges",
                            description =
                                    "Addresses that are never blocked, parted by commas: pods, services, resolvers, the API server.",
                            defaultValue = "\"\"",
                            example = "\"203.0.113.0/24\"")
                    String ownRanges,
            @Field(
                            title = "Look pods up",
                            description =
                                    "Ask the cluster for namespace, workload and labels that findings lack.",
                            defaultValue = "true")
                    boolean lookUp,
            @Field(
                            title = "Lifetime",
                            description =
                                    "How long a policy lives after its last finding; empty for ever.",
                            defaultValue = "\"P30D\"",
                            widget = "duration")
                    String lifetime) {
        Config {
            clusterNames = Map.copyOf(clusterNames);
        }
    }

    record Output(
            @Field(title = "Policies") List<Made> policies,
            @Field(title = "Ids", description = "Of all policies, for the nodes that follow.")
                    List<String> ids,
            @Field(title = "Changed", description = "How many are new or were extended.")
                    int changed,
            @Field(title = "Findings", description = "How many were looked at.") int findings,
            @Field(
                            title = "Skipped",
                            description = "The first two hundred findings that no policy answers.")
                    List<Skipped> skipped,
            @Field(title = "Skipped count") int skippedCount,
            @Field(title = "Notes") List<String> notes) {
        Output {
            policies = List.copyOf(policies);
            ids = List.copyOf(ids);
            skipped = List.copyOf(skipped);
            notes = List.copyOf(notes);
        }
    }

    /// @param yaml in a dry run, what it would look like
    record Made(
            @Field(title = "Id") String id,
            @Field(title = "Cluster") String cluster,
            @Field(title = "Namespace") String namespace,
            @Field(title = "Workload") String workload,
            @Field(title = "Category") String category,
            @Field(title = "Technique") String technique,
            @Field(title = "Kind") String kind,
            @Field(title = "Status") String status,
            @Field(title = "Changed") boolean changed,
            @Field(title = "Why it cannot stop things", description = "Empty when it can.")
                    String whyNot,
            @Field(title = "Policy", description = "In a dry run: YAML.") String yaml) {}

    record Skipped(@Field(title = "Finding") String finding, @Field(title = "Why") String why) {}

    private final KubernetesConnector connector;
    private final Policies policies;
    private final CategoryTable categories;

    /// @param categories what findings are looked up in
    GeneratePolicies(KubernetesConnector connector, Policies policies, CategoryTable categories) {
        this.connector = connector;
        this.policies = policies;
        this.categories = categories;
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "crs.generate",
                1,
                "Generate policies",
                RolloutNode.CATEGORY,
                "wand",
                "Makes policies of detections, one for each workload and category.",
                """
                Reads the findings of a batch and puts those of one cluster, namespace, workload and category together into one
                policy with two forms: one that only watches, and one that stops. Both are entered in the register, which
                decides what clusters get; nothing is changed outside.

                - A policy is never wider than its findings: without a namespace and stable labels it can only watch.
                - New findings extend the policy of the same key; one that says the same changes nothing.
                - With *network policies*, the addresses that were spoken to are blocked as well, in one policy for each
                  workload; where another egress policy is there already, it says so and makes none.
                - Categories that nobody knows and those that no policy answers are listed as skipped.
                - Each policy is checked by the rules of the agents, which an API server does not know.

                In a dry run nothing is entered; the policies are shown as YAML.
                """,
                List.of("tetragon", "tracing policy", "detection", "cdr"),
                KubernetesConnection.ID,
                RolloutNode.errors(
                        Map.of(
                                "crs.invalid", "A field cannot be understood.",
                                "crs.too-many",
                                        "More findings or policies than one run can bear.")),
                List.of(
                        "pods: get, list",
                        "networkpolicies.networking.k8s.io: list",
                        "customresourcedefinitions.apiextensions.k8s.io/tracingpolicies.cilium.io: get"));
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
        var lifetime = lifetime(config.lifetime());
        var locator = new Locator(connector, context, config.lookUp());
        var sorted = new Sorted(config, locator);
        var project = policies.project(context);
        for (int from = 0; ; from += PAGE) {
            var page = policies.batches().page(project, config.batch(), from, PAGE);
            page.forEach(sorted::add);
            if (page.size() < PAGE) {
                break;
            }
            if (from >= MOST_FINDINGS) {
                throw tooMany(MOST_FINDINGS + " findings");
            }
        }
        if (sorted.groups.size() > MOST_POLICIES) {
            throw tooMany(MOST_POLICIES + " policies");
        }
        var drafts = new ArrayList<Draft>();
        var known = new KnownPolicies(policies, project);
        for (var group : sorted.groups.entrySet()) {
            var cluster = group.getKey().cluster();
            var drafting =
                    new Drafting(clusters(cluster, config), locator.agent(cluster), lifetime);
            drafts.add(
                    drafting.draft(group.getValue(), known.find(drafting.key(group.getValue()))));
        }
        if (!config.network().equals("none")) {
            drafts.addAll(network(config, sorted, lifetime, known, context));
        }
        var made = context.dryRun() ? planned(drafts, known) : entered(project, drafts, context);
        return new Output(
                made,
                made.stream().map(Made::id).toList(),
                (int) made.stream().filter(Made::changed).count(),
                sorted.count,
                sorted.skipped,
                sorted.skippedCount,
                locator.notes());
    }

    /// One network policy for each workload that was seen to speak to an address.
    private List<Draft> network(
            Config config,
            Sorted sorted,
            Optional<Duration> lifetime,
            KnownPolicies known,
            NodeContext context)
            throws NodeFailure {
        var kind = config.network().equals("cilium") ? PolicyKind.CILIUM : PolicyKind.NETWORK;
        var guard = Guard.STANDARD.with(Clusters.names(config.ownRanges()));
        var byWorkload = new LinkedHashMap<PolicyKey, Drafting.Group>();
        sorted.groups.forEach((key, group) ->
                group.findings().stream()
                        .filter(finding -> !finding.destination().addresses().isEmpty())
                        .forEach(finding -> {
                            var own =
                                    new PolicyKey(
                                            key.cluster(),
                                            key.namespace(),
                                            key.workload(),
                                            NetworkDrafting.CATEGORY,
                                            kind);
                            byWorkload
                                    .computeIfAbsent(own, _ -> group.sibling(finding))
                                    .add(finding);
                        }));
        var drafts = new ArrayList<Draft>();
        for (var each : byWorkload.entrySet()) {
            var clusters = clusters(each.getKey().cluster(), config);
            var drafting = new NetworkDrafting(clusters, kind, guard, lifetime);
            drafts.add(
                    drafting.draft(each.getValue(), known.find(each.getKey()), connector, context));
        }
        return drafts;
    }

    private static NodeFailure tooMany(String what) {
        return NodeFailure.permanent(
                "crs.too-many",
                NodeFailure.Fault.CAPACITY,
                "Expected at most "
                        + what
                        + " in one batch, found more; take a shorter time at once.");
    }

    private static Optional<Duration> lifetime(String text) throws NodeFailure {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Duration.parse(text));
        } catch (DateTimeException e) {
            throw NodeFailure.permanent(
                    "crs.invalid",
                    NodeFailure.Fault.USER,
                    "Expected 'lifetime' to be a duration such as P30D, found '" + text + "'.");
        }
    }

    private static List<String> clusters(String first, Config config) {
        return Stream.concat(Stream.of(first), Clusters.names(config.alsoClusters()).stream())
                .distinct()
                .toList();
    }

    /// Findings by the policy that will answer them.
    private final class Sorted {
        private final Config config;
        private final Locator locator;
        private final Map<PolicyKey, Drafting.Group> groups = new LinkedHashMap<>();
        private final List<Skipped> skipped = new ArrayList<>();
        private int skippedCount;
        private int count;

        Sorted(Config config, Locator locator) {
            this.config = config;
            this.locator = locator;
        }

        void add(Finding finding) {
            count++;
            var category = categories.of(finding);
            if (finding.severity() < config.minimumSeverity()) {
                skip(finding, "Its severity " + finding.severity() + " is below the minimum.");
            } else if (category.isEmpty()) {
                skip(finding, "No category is known for '" + finding.category() + "'.");
            } else if (category.get().recipe() == Recipe.NONE) {
                skip(
                        finding,
                        "No policy answers findings of category '" + category.get().id() + "'.");
            } else {
                var cluster =
                        config.clusterNames()
                                .getOrDefault(finding.workload().cluster(), config.connection());
                var located = locator.located(finding, cluster);
                var group = new Drafting.Group(category.get(), located);
                group.add(located);
                var key =
                        new Drafting(
                                        List.of(cluster),
                                        io.sluice.policy.tracing.AgentVersion.OLDEST,
                                        Optional.empty())
                                .key(group);
                var there = groups.putIfAbsent(key, group);
                if (there != null) {
                    there.add(located);
                }
            }
        }

        private void skip(Finding finding, String why) {
            skippedCount++;
            if (skipped.size() < MOST_SKIPPED) {
                skipped.add(new Skipped(finding.id(), why));
            }
        }
    }

    private List<Made> entered(String project, List<Draft> drafts, NodeContext context)
            throws NodeFailure {
        var made = new ArrayList<Made>();
        for (int from = 0; from < drafts.size(); from += AT_ONCE) {
            var some = drafts.subList(from, Math.min(drafts.size(), from + AT_ONCE));
            policies.register()
                    .generate(project, some, policies.actor(context))
                    .forEach(each -> made.add(made(each.policy(), each.changed())));
        }
        return made;
    }

    private static Made made(PolicyRecord policy, boolean changed) {
        return new Made(
                policy.id(),
                policy.key().cluster(),
                policy.key().namespace(),
                policy.key().workload(),
                policy.key().category(),
                policy.technique(),
                policy.key().kind().code(),
                policy.status().name().toLowerCase(Locale.ROOT),
                changed,
                policy.whyNot(),
                "");
    }

    private static List<Made> planned(List<Draft> drafts, KnownPolicies known) throws NodeFailure {
        var made = new ArrayList<Made>();
        for (var draft : drafts) {
            var there = known.find(draft.key());
            made.add(
                    new Made(
                            there.map(PolicyRecord::id).orElse(Policies.PLANNED),
                            draft.key().cluster(),
                            draft.key().namespace(),
                            draft.key().workload(),
                            draft.key().category(),
                            draft.technique(),
                            draft.key().kind().code(),
                            there.map(p -> p.status().name().toLowerCase(Locale.ROOT))
                                    .orElse("planned"),
                            there.filter(p -> p.audit().equals(draft.audit())).isEmpty(),
                            draft.whyNot(),
                            draft.audit().or(draft::enforce).map(Manifest::toYaml).orElse("")));
        }
        return made;
    }
}
