package io.sluice.policy.tracing;

import io.sluice.policy.category.Category;
import io.sluice.policy.category.Recipe;
import io.sluice.policy.finding.Finding;
import io.sluice.policy.indicator.Guard;
import io.sluice.policy.manifest.Fingerprint;
import io.sluice.policy.manifest.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes TracingPolicies from findings.
public final class TracingPolicies {
    /// How many policies with a namespace or pod selector one agent can load
    /// (`POLICY_FILTER_MAX_POLICIES`, agents 1.4 to 1.8).
    public static final int MOST_PER_NODE = 128;

    static final String API_VERSION = "cilium.io/v1alpha1";
    private static final String NAMESPACE_KEY = "k8s:io.kubernetes.pod.namespace";
    private static final int SHOWN_FINDINGS = 20;

    private TracingPolicies() {}

    /// What is to be made.
    ///
    /// @param findings of one category and one workload, at least one
    /// @param agent of the cluster; [AgentVersion#OLDEST] where it is not known
    /// @param guard what must stay reachable; the clouds' metadata services are not its business
    public record Order(
            Category category,
            List<Finding> findings,
            Scope scope,
            Form form,
            AgentVersion agent,
            Variant variant,
            Guard guard) {
        public Order {
            findings = List.copyOf(findings);
        }

        /// With nothing of one's own to guard but private and special addresses.
        public Order(
                Category category,
                List<Finding> findings,
                Scope scope,
                Form form,
                AgentVersion agent,
                Variant variant) {
            this(category, findings, scope, form, agent, variant, Guard.STANDARD);
        }
    }

    public static Generated generate(Order order) {
        var notes = new ArrayList<String>();
        if (order.category().recipe() == Recipe.NONE) {
            return new Generated.Impossible(
                    "Findings of category '"
                            + order.category().id()
                            + "' are counted and reported; no policy answers them.");
        }
        if (order.scope().isProtected()) {
            return new Generated.Impossible(
                    "Namespace '"
                            + order.scope().namespace()
                            + "' belongs to the cluster itself; nothing is generated for it.");
        }
        var named = new Named(order.findings(), order.guard(), notes);
        var hooks =
                new Recipes(order.category(), named, order.agent(), order.variant(), notes)
                        .hooks().stream().filter(one -> !one.isEmpty()).toList();
        if (hooks.isEmpty()) {
            return new Generated.Impossible(
                    "The findings name neither an address nor a program that a policy of category '"
                            + order.category().id()
                            + "' could look for.");
        }
        if (order.form() == Form.AUDIT) {
            return new Generated.Policy(manifest(order, Form.AUDIT, hooks), notes);
        }
        var why = whyNot(order.scope(), hooks);
        return why.isEmpty()
                ? new Generated.Policy(manifest(order, Form.ENFORCE, hooks), notes)
                : new Generated.AuditOnly(manifest(order, Form.AUDIT, hooks), why, notes);
    }

    /// Why it may not be enforced; empty when it may.
    private static String whyNot(Scope scope, List<Hook> hooks) {
        if (!scope.enforceable()) {
            return "The findings name no namespace and stable labels; a policy that stops things must be bound to one workload.";
        }
        return hooks.stream().anyMatch(Hook::enforcing)
                ? ""
                : "Nothing in it is tied to a program or an address that the findings name, or the agents are too old to tell who calls.";
    }

    private static Manifest manifest(Order order, Form form, List<Hook> hooks) {
        var scope = order.scope();
        boolean bound = scope.enforceable();
        var spec = new LinkedHashMap<String, @Nullable Object>();
        spec.put("podSelector", podSelector(scope, bound));
        if (bound && !scope.container().isEmpty()) {
            spec.put(
                    "containerSelector",
                    Hook.entry(
                            "matchExpressions",
                            List.of(
                                    Hook.entry(
                                            "key",
                                            "name",
                                            "operator",
                                            "In",
                                            "values",
                                            List.of(scope.container())))));
        }
        spec.put("kprobes", hooks.stream().map(hook -> hook.write(form)).toList());
        return new Manifest(
                API_VERSION,
                bound ? "TracingPolicyNamespaced" : "TracingPolicy",
                name(order.category(), scope),
                bound ? scope.namespace() : "",
                labels(order.category()),
                annotations(order, form),
                spec);
    }

    /// Never empty: agents up to 1.6 take an empty selector for none at all, and then the node
    /// itself is meant as well.
    static Map<String, @Nullable Object> podSelector(Scope scope, boolean bound) {
        if (bound) {
            return Hook.entry("matchLabels", scope.labels());
        }
        return Hook.entry(
                "matchExpressions",
                List.of(
                        scope.namespace().isEmpty()
                                ? Hook.entry(
                                        "key",
                                        NAMESPACE_KEY,
                                        "operator",
                                        "NotIn",
                                        "values",
                                        Scope.PROTECTED)
                                : Hook.entry(
                                        "key",
                                        NAMESPACE_KEY,
                                        "operator",
                                        "In",
                                        "values",
                                        List.of(scope.namespace()))));
    }

    /// The same for every finding of the category and workload: there is one policy for them all.
    static String name(Category category, Scope scope) {
        var about =
                scope.namespace()
                        + "\n"
                        + scope.workload()
                        + "\n"
                        + scope.container()
                        + "\n"
                        + scope.labels();
        return "sluice-" + category.id() + "-" + Fingerprint.brief(about);
    }

    private static Map<String, String> labels(Category category) {
        return Map.of(
                "app.kubernetes.io/managed-by", "sluice",
                "mitre.attack/technique", category.technique(),
                "sluice.io/category", category.id());
    }

    private static Map<String, String> annotations(Order order, Form form) {
        var annotations = new TreeMap<String, String>();
        annotations.put("sluice.io/form", form == Form.AUDIT ? "audit" : "enforce");
        annotations.put("sluice.io/workload", order.scope().workload());
        var ids =
                order.findings().stream()
                        .map(Finding::id)
                        .filter(one -> !one.isEmpty())
                        .sorted()
                        .toList();
        annotations.put(
                "sluice.io/findings",
                String.join(",", ids.subList(0, Math.min(SHOWN_FINDINGS, ids.size()))));
        annotations.put("sluice.io/finding-count", String.valueOf(order.findings().size()));
        return annotations;
    }
}
