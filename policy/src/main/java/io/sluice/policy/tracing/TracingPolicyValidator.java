package io.sluice.policy.tracing;

import io.sluice.policy.finding.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds what an agent would refuse or ignore although an API server takes it, and what means more
/// than it seems to: the object itself never tells, since it has no status.
///
/// The rules are those of Tetragon's own parser and loader, 1.4 to 1.8.
public final class TracingPolicyValidator {
    private static final List<String> SECTIONS =
            List.of("kprobes", "tracepoints", "lsmhooks", "uprobes", "usdts", "fentries");
    private static final Set<String> SPEC =
            Set.of(
                    "kprobes",
                    "tracepoints",
                    "lsmhooks",
                    "uprobes",
                    "usdts",
                    "fentries",
                    "podSelector",
                    "containerSelector",
                    "hostSelector",
                    "nodeSelector",
                    "options",
                    "lists",
                    "enforcers",
                    "selectorsMacros",
                    "loader");
    private static final Set<String> OPTIONS =
            Set.of(
                    "disable-kprobe-multi",
                    "disable-uprobe-multi",
                    "policy-mode",
                    "process-policy-mode");
    private static final int MOST_SECTIONS = 1;

    private final AgentVersion agent;
    private final Flaws flaws = new Flaws();

    private TracingPolicyValidator(AgentVersion agent) {
        this.agent = agent;
    }

    /// @param object the whole object, as read from JSON or YAML
    /// @param agent of the cluster; [AgentVersion#OLDEST] where it is not known
    public static List<Flaw> check(Map<String, ?> object, AgentVersion agent) {
        var validator = new TracingPolicyValidator(agent);
        validator.object(object);
        return validator.flaws.all();
    }

    private void object(Map<String, ?> object) {
        var kind = object.get("kind");
        if (!TracingPolicies.API_VERSION.equals(object.get("apiVersion"))) {
            flaws.add(
                    "/apiVersion",
                    "object.version",
                    "Expected "
                            + TracingPolicies.API_VERSION
                            + ", found "
                            + Flaws.kind(object.get("apiVersion"))
                            + ".");
        }
        if (!"TracingPolicy".equals(kind) && !"TracingPolicyNamespaced".equals(kind)) {
            flaws.add(
                    "/kind",
                    "object.kind",
                    "Expected TracingPolicy or TracingPolicyNamespaced, found "
                            + Flaws.kind(kind)
                            + ".");
        }
        metadata(
                flaws.object("/metadata", object.get("metadata")),
                "TracingPolicyNamespaced".equals(kind));
        var spec = flaws.object("/spec", object.get("spec"));
        flaws.known("/spec", spec, SPEC);
        var options = options(spec);
        var hooks = hooks(spec, options);
        scope(
                spec,
                hooks.stream().anyMatch(HookCheck.Seen::stops)
                        && !"monitor".equals(options.get("policy-mode")));
        if (hooks.stream().anyMatch(HookCheck.Seen::stops)
                && object.get("metadata") instanceof Map<?, ?> metadata
                && Scope.PROTECTED.contains(String.valueOf(metadata.get("namespace")))) {
            flaws.add(
                    "/metadata/namespace",
                    "scope.protected",
                    "Namespace '"
                            + metadata.get("namespace")
                            + "' belongs to the cluster itself; nothing in it may be stopped.");
        }
    }

    private void metadata(Map<?, ?> metadata, boolean namespaced) {
        if (!(metadata.get("name") instanceof String name) || !Names.isSubdomain(name)) {
            flaws.add(
                    "/metadata/name",
                    "object.name",
                    "Expected a DNS name, found " + Flaws.kind(metadata.get("name")) + ".");
        }
        if (namespaced && !(metadata.get("namespace") instanceof String)) {
            flaws.add(
                    "/metadata/namespace",
                    "object.namespace",
                    "A TracingPolicyNamespaced needs a namespace.");
        }
        if (!namespaced && metadata.get("namespace") != null) {
            flaws.add(
                    "/metadata/namespace",
                    "object.namespace",
                    "A TracingPolicy belongs to the whole cluster; for one namespace use TracingPolicyNamespaced.");
        }
        flaws.object("/metadata/labels", metadata.get("labels"))
                .forEach((key, value) -> {
                    if (!Names.isLabelKey(String.valueOf(key))
                            || !(value instanceof String text)
                            || !Names.isLabelValue(text)) {
                        flaws.add(
                                "/metadata/labels/" + escaped(String.valueOf(key)),
                                "object.label",
                                "Expected a label of at most 63 letters, digits and -_., found "
                                        + Flaws.kind(value)
                                        + ".");
                    }
                });
    }

    private Map<String, String> options(Map<?, ?> spec) {
        var set = new java.util.HashMap<String, String>();
        var list = flaws.list("/spec/options", spec.get("options"));
        for (int i = 0; i < list.size(); i++) {
            var pointer = "/spec/options/" + i;
            var option = flaws.object(pointer, list.get(i));
            var name = option.get("name") instanceof String text ? text : "";
            if (!OPTIONS.contains(name)) {
                flaws.add(
                        pointer + "/name",
                        "option.unknown",
                        "There is no option '"
                                + name
                                + "'; agents ignore unknown ones in silence. Expected one of "
                                + OPTIONS.stream().sorted().toList()
                                + ".");
                continue;
            }
            if (!(option.get("value") instanceof String value)) {
                flaws.add(
                        pointer + "/value",
                        "value.text",
                        "Expected a text, found " + Flaws.kind(option.get("value")) + ".");
                continue;
            }
            option(pointer, name, value);
            set.put(name, value);
        }
        return set;
    }

    private void option(String pointer, String name, String value) {
        if (name.equals("policy-mode")) {
            if (!Set.of("enforce", "monitor").contains(value)) {
                flaws.add(
                        pointer + "/value",
                        "option.value",
                        "Expected enforce or monitor, found '" + value + "'.");
            }
            if (!agent.atLeast(1, 4)) {
                flaws.add(
                        pointer + "/name",
                        "option.version",
                        "Agents before 1.4 ignore policy-mode in silence, so that a policy meant to monitor would kill; use the action Post. This cluster's agents are "
                                + agent
                                + " or not known.");
            }
        } else if (name.startsWith("disable-")
                && !Set.of("0", "1", "true", "false").contains(value)) {
            flaws.add(
                    pointer + "/value",
                    "option.value",
                    "Expected \"1\" or \"0\", found '" + value + "'.");
        }
    }

    private List<HookCheck.Seen> hooks(Map<?, ?> spec, Map<String, String> options) {
        var present = SECTIONS.stream().filter(one -> spec.get(one) != null).toList();
        if (present.isEmpty()) {
            flaws.add(
                    "/spec",
                    "section.missing",
                    "Expected one of " + SECTIONS + "; a policy without hooks does nothing.");
        }
        if (present.size() > MOST_SECTIONS) {
            flaws.add(
                    "/spec",
                    "section.several",
                    "Expected one kind of hook in a policy, found "
                            + present
                            + "; agents refuse the policy.");
        }
        boolean multiDisabled =
                Set.of("1", "true").contains(options.getOrDefault("disable-kprobe-multi", ""));
        sectionVersions(present);
        var seen = new ArrayList<HookCheck.Seen>();
        for (var section : present) {
            var list = flaws.list("/spec/" + section, spec.get(section));
            if (list.isEmpty()) {
                flaws.add("/spec/" + section, "section.empty", "Expected at least one hook.");
            }
            for (int i = 0; i < list.size(); i++) {
                var pointer = "/spec/" + section + "/" + i;
                seen.add(
                        new HookCheck(
                                        agent,
                                        flaws,
                                        section,
                                        multiDisabled,
                                        spec.get("enforcers") != null)
                                .check(pointer, flaws.object(pointer, list.get(i))));
            }
        }
        if (!multiDisabled) {
            twice(seen);
        }
        return seen;
    }

    private void sectionVersions(List<String> sections) {
        for (var section : sections) {
            int since = section.equals("fentries") ? 7 : section.equals("usdts") ? 6 : 0;
            if (!agent.atLeast(1, since)) {
                flaws.add(
                        "/spec/" + section,
                        "section.version",
                        "Hooks of kind "
                                + section
                                + " need agents from 1."
                                + since
                                + " on; this cluster's are "
                                + agent
                                + " or not known.");
            }
        }
    }

    private void twice(List<HookCheck.Seen> seen) {
        var calls = new HashSet<String>();
        for (var one : seen) {
            if (!one.call().isEmpty() && !calls.add(one.call())) {
                flaws.add(
                        one.pointer() + "/call",
                        "hook.twice",
                        "Function "
                                + one.call()
                                + " stands in this policy twice, which agents refuse; merge its selectors into one hook.");
            }
        }
    }

    private void scope(Map<?, ?> spec, boolean stops) {
        var selector = spec.get("podSelector");
        boolean host = spec.containsKey("hostSelector") && spec.get("hostSelector") != null;
        if (selector instanceof Map<?, ?> map && empty(map)) {
            flaws.add(
                    "/spec/podSelector",
                    "scope.empty",
                    "An empty selector means every pod, and for agents up to 1.6 the node itself; name labels or a namespace.");
        } else if (selector == null && stops) {
            flaws.add(
                    "/spec",
                    "scope.missing",
                    "Without a podSelector everything on the node is meant, the container runtime and the kubelet included; a policy that stops things must name its pods.");
        } else if (selector != null) {
            labelSelector("/spec/podSelector", flaws.object("/spec/podSelector", selector));
        }
        if (spec.get("containerSelector") instanceof Map<?, ?> map) {
            if (empty(map)) {
                flaws.add(
                        "/spec/containerSelector",
                        "scope.empty",
                        "An empty selector means every container; leave it out or name one.");
            }
            labelSelector("/spec/containerSelector", map);
        }
        if (host && stops) {
            flaws.add(
                    "/spec/hostSelector",
                    "scope.host",
                    "A policy that stops things must not select the host.");
        }
        if (host && !Map.of().equals(spec.get("hostSelector"))) {
            flaws.add(
                    "/spec/hostSelector",
                    "scope.host",
                    "A hostSelector is empty or not there; agents know no other.");
        }
        if (host && !agent.atLeast(1, 7)) {
            flaws.add(
                    "/spec/hostSelector",
                    "scope.version",
                    "hostSelector needs agents from 1.7 on; this cluster's are "
                            + agent
                            + " or not known.");
        }
        if (selector instanceof Map<?, ?> map && stops && onlyExcludes(map)) {
            flaws.add(
                    "/spec/podSelector",
                    "scope.broad",
                    "A policy that stops things must say which pods it means, not only which it does not.");
        }
    }

    private static boolean empty(Map<?, ?> selector) {
        return isEmpty(selector.get("matchLabels")) && isEmpty(selector.get("matchExpressions"));
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null
                || (value instanceof Map<?, ?> map && map.isEmpty())
                || (value instanceof List<?> list && list.isEmpty());
    }

    private static boolean onlyExcludes(Map<?, ?> selector) {
        return isEmpty(selector.get("matchLabels"))
                && selector.get("matchExpressions") instanceof List<?> list
                && list.stream()
                        .allMatch(one ->
                                one instanceof Map<?, ?> map
                                        && Set.of("NotIn", "DoesNotExist")
                                                .contains(String.valueOf(map.get("operator"))));
    }

    private void labelSelector(String pointer, Map<?, ?> selector) {
        flaws.known(pointer, selector, Set.of("matchLabels", "matchExpressions"));
        flaws.object(pointer + "/matchLabels", selector.get("matchLabels"))
                .forEach((key, value) -> {
                    if (!Names.isLabelKey(withoutPrefix(String.valueOf(key)))
                            || !(value instanceof String text)
                            || !Names.isLabelValue(text)) {
                        flaws.add(
                                pointer + "/matchLabels/" + escaped(String.valueOf(key)),
                                "object.label",
                                "Expected a label and its value of at most 63 letters, digits and -_., found "
                                        + Flaws.kind(value)
                                        + ".");
                    }
                });
        var list = flaws.list(pointer + "/matchExpressions", selector.get("matchExpressions"));
        for (int i = 0; i < list.size(); i++) {
            var at = pointer + "/matchExpressions/" + i;
            var expression = flaws.object(at, list.get(i));
            var operator = String.valueOf(expression.get("operator"));
            var values = flaws.texts(at + "/values", expression.get("values"));
            if (!Set.of("In", "NotIn", "Exists", "DoesNotExist").contains(operator)) {
                flaws.add(
                        at + "/operator",
                        "operator.unknown",
                        "Expected In, NotIn, Exists or DoesNotExist, found '" + operator + "'.");
            } else if (operator.endsWith("In") == values.isEmpty()) {
                flaws.add(
                        at + "/values",
                        "value.count",
                        operator.endsWith("In")
                                ? operator + " needs at least one value."
                                : operator + " takes no value.");
            }
            if (!(expression.get("key") instanceof String)) {
                flaws.add(
                        at + "/key",
                        "type",
                        "Expected the key of a label, found "
                                + Flaws.kind(expression.get("key"))
                                + ".");
            }
        }
    }

    /// Labels the agent makes itself carry their source: `k8s:app`.
    private static String withoutPrefix(String key) {
        return key.startsWith("k8s:") ? key.substring(4) : key;
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
