package io.sluice.policy.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.policy.manifest.Yaml;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("F032: what an agent would refuse or ignore is found before it is applied")
class RefusedPoliciesTest {
    /// A policy that is right; each case changes one thing.
    private static final String RIGHT =
            """
            apiVersion: cilium.io/v1alpha1
            kind: TracingPolicyNamespaced
            metadata: {name: right, namespace: shop}
            spec:
              podSelector: {matchLabels: {app: web}}
              kprobes:
              - call: security_socket_connect
                syscall: false
                args: [{index: 1, type: sockaddr}]
                selectors:
                - matchArgs: [{index: 1, operator: SAddr, values: ["203.0.113.9"]}]
                  matchBinaries: [{operator: In, values: [/usr/bin/curl]}]
                  matchActions: [{action: Sigkill}]
            """;

    private static final String ARGS = "args: [{index: 1, type: sockaddr}]";
    private static final String FILTER = "[{index: 1, operator: SAddr, values: [\"203.0.113.9\"]}]";
    private static final String ACTIONS = "[{action: Sigkill}]";
    private static final String BINARIES = "[{operator: In, values: [/usr/bin/curl]}]";
    private static final String POD = "podSelector: {matchLabels: {app: web}}";

    static Stream<Arguments> cases() {
        return Stream.of(
                change(
                        "apiVersion: cilium.io/v1alpha1",
                        "apiVersion: cilium.io/v2",
                        "object.version",
                        "/apiVersion"),
                change(
                        "kind: TracingPolicyNamespaced",
                        "kind: ClusterPolicy",
                        "object.kind",
                        "/kind"),
                change("name: right", "name: Not_A_Name", "object.name", "/metadata/name"),
                change(", namespace: shop", "", "object.namespace", "/metadata/namespace"),
                change(
                        "kind: TracingPolicyNamespaced",
                        "kind: TracingPolicy",
                        "object.namespace",
                        "/metadata/namespace"),
                change(
                        "name: right",
                        "name: right, labels: {mitre.attack/technique: T1059.004 Unix Shell}",
                        "object.label",
                        "/metadata/labels/mitre.attack~1technique"),
                change(POD, "podSelector: {}", "scope.empty", "/spec/podSelector"),
                change(POD + "\n", "options: []\n", "scope.missing", "/spec"),
                change(
                        POD,
                        "podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [web]}]}",
                        "scope.broad",
                        "/spec/podSelector"),
                change(
                        POD,
                        POD + "\n  containerSelector: {}",
                        "scope.empty",
                        "/spec/containerSelector"),
                change(POD, POD + "\n  hostSelector: {}", "scope.host", "/spec/hostSelector"),
                change(
                        POD,
                        "podSelector: {matchLabels: {app: \"a b\"}}",
                        "object.label",
                        "/spec/podSelector/matchLabels/app"),
                change(
                        POD,
                        "podSelector: {matchExpressions: [{key: app, operator: Is, values: [web]}]}",
                        "operator.unknown",
                        "/spec/podSelector/matchExpressions/0/operator"),
                change(
                        POD,
                        "podSelector: {matchExpressions: [{key: app, operator: In, values: []}]}",
                        "value.count",
                        "/spec/podSelector/matchExpressions/0/values"),
                change(
                        POD,
                        POD + "\n  options: [{name: policy-modus, value: monitor}]",
                        "option.unknown",
                        "/spec/options/0/name"),
                change(
                        POD,
                        POD + "\n  options: [{name: policy-mode, value: watch}]",
                        "option.value",
                        "/spec/options/0/value"),
                change(POD, POD + "\n  podSelectr: {}", "field.unknown", "/spec/podSelectr"),
                change(
                        "kprobes:",
                        "tracepoints: [{subsystem: syscalls, event: sys_enter}]\n  kprobes:",
                        "section.several",
                        "/spec"),
                change("  kprobes:\n  - call", "  kprobs:\n  - call", "section.missing", "/spec"),
                change(
                        "call: security_socket_connect",
                        "call: \"\"",
                        "hook.call",
                        "/spec/kprobes/0/call"),
                change(
                        "call: security_socket_connect",
                        "call: \"no such; thing\"",
                        "hook.call",
                        "/spec/kprobes/0/call"),
                change(
                        "syscall: false",
                        "syscall: true",
                        "hook.syscall",
                        "/spec/kprobes/0/syscall"),
                change("    syscall: false\n", "", "hook.syscall", "/spec/kprobes/0/syscall"),
                change(
                        "call: security_socket_connect",
                        "call: sys_connect",
                        "hook.syscall",
                        "/spec/kprobes/0/syscall"),
                change(
                        ARGS,
                        "args: [{index: 1, type: socketaddress}]",
                        "argument.type",
                        "/spec/kprobes/0/args/0/type"),
                change(
                        ARGS,
                        "args: [{index: 1, type: auto}]",
                        "argument.type",
                        "/spec/kprobes/0/args/0/type"),
                change(
                        ARGS,
                        "args: [{index: 5, type: sockaddr}]",
                        "argument.index",
                        "/spec/kprobes/0/args/0/index"),
                change(
                        ARGS,
                        "args: [{index: 0, type: int}, {index: 0, type: int}, {index: 1, type: sockaddr}]",
                        "argument.twice",
                        "/spec/kprobes/0/args/1/index"),
                change(
                        ARGS,
                        "args: [{index: 0, type: int}, {index: 1, type: sockaddr}, {index: 2, type: int}, {index: 3, type: int}, {index: 4, type: int}, {index: 4, type: int}]",
                        "argument.count",
                        "/spec/kprobes/0/args"),
                change(
                        ARGS,
                        ARGS + "\n    data: [{index: 0, type: uint32, resolve: cred.uid.val}]",
                        "data.source",
                        "/spec/kprobes/0/data/0/source"),
                change(ARGS, ARGS + "\n    tags: [x]", "hook.tags", "/spec/kprobes/0/tags/0"),
                change(
                        FILTER,
                        "[{index: 1, operator: DAddr, values: [\"203.0.113.9\"]}]",
                        "operator.type",
                        "/spec/kprobes/0/selectors/0/matchArgs/0/operator"),
                change(
                        FILTER,
                        "[{index: 1, operator: DPort, values: [\"80\"]}]",
                        "operator.type",
                        "/spec/kprobes/0/selectors/0/matchArgs/0/operator"),
                change(
                        FILTER,
                        "[{index: 1, operator: Equal, values: [\"80\"]}]",
                        "operator.type",
                        "/spec/kprobes/0/selectors/0/matchArgs/0/operator"),
                change(
                        FILTER,
                        "[{index: 1, operator: Contains, values: [\"x\"]}]",
                        "operator.unknown",
                        "/spec/kprobes/0/selectors/0/matchArgs/0/operator"),
                change(
                        FILTER,
                        "[{index: 1, operator: saddr, values: [\"203.0.113.9\"]}]",
                        "operator.unknown",
                        "/spec/kprobes/0/selectors/0/matchArgs/0/operator"),
                change(
                        FILTER,
                        "[{index: 1, operator: In, values: [\"203.0.113.9\"]}]",
                        "operator.unknown",
                        "/spec/kprobes/0/selectors/0/matchArgs/0/operator"),
                change(
                        FILTER,
                        "[{index: 0, operator: SAddr, values: [\"203.0.113.9\"]}]",
                        "filter.index",
                        "/spec/kprobes/0/selectors/0/matchArgs/0/index"),
                change(
                        FILTER,
                        "[{index: 1, operator: SAddr, values: [\"203.0.113\"]}]",
                        "value.form",
                        "/spec/kprobes/0/selectors/0/matchArgs/0/values/0"),
                change(
                        FILTER,
                        "[{index: 1, operator: SAddr, values: [evil.example]}]",
                        "value.form",
                        "/spec/kprobes/0/selectors/0/matchArgs/0/values/0"),
                change(
                        FILTER,
                        "[{index: 1, operator: SPort, values: [\"65536\"]}]",
                        "value.form",
                        "/spec/kprobes/0/selectors/0/matchArgs/0/values/0"),
                change(
                        FILTER,
                        "[{index: 1, operator: SPort, values: [\"90:80\"]}]",
                        "value.form",
                        "/spec/kprobes/0/selectors/0/matchArgs/0/values/0"),
                change(
                        FILTER,
                        "[{index: 1, operator: SPort, values: [80]}]",
                        "value.text",
                        "/spec/kprobes/0/selectors/0/matchArgs/0/values/0"),
                change(
                        FILTER,
                        "[{index: 1, operator: SAddr, values: []}]",
                        "value.missing",
                        "/spec/kprobes/0/selectors/0/matchArgs/0/values"),
                change(
                        FILTER,
                        "[{index: 1, operater: SAddr, values: [\"203.0.113.9\"]}]",
                        "field.unknown",
                        "/spec/kprobes/0/selectors/0/matchArgs/0/operater"),
                change(
                        "matchBinaries: " + BINARIES,
                        "matchBinaris: " + BINARIES,
                        "field.unknown",
                        "/spec/kprobes/0/selectors/0/matchBinaris"),
                change(
                        BINARIES,
                        "[{operator: In, values: [/usr/bin/curl]}, {operator: In, values: [/usr/bin/wget]}]",
                        "binaries.count",
                        "/spec/kprobes/0/selectors/0/matchBinaries"),
                change(
                        BINARIES,
                        "[{operator: Equal, values: [/usr/bin/curl]}]",
                        "operator.unknown",
                        "/spec/kprobes/0/selectors/0/matchBinaries/0/operator"),
                change(
                        BINARIES,
                        "[{operator: In, values: [curl]}]",
                        "value.form",
                        "/spec/kprobes/0/selectors/0/matchBinaries/0/values/0"),
                change(
                        BINARIES,
                        "[{operator: Postfix, values: [/curl], followChildren: true}]",
                        "binaries.follow",
                        "/spec/kprobes/0/selectors/0/matchBinaries/0/followChildren"),
                change(
                        "matchBinaries: " + BINARIES,
                        "matchPIDs: [{operator: In, values: [\"1\"]}]",
                        "value.form",
                        "/spec/kprobes/0/selectors/0/matchPIDs/0/values/0"),
                change(
                        "matchBinaries: " + BINARIES,
                        "matchPIDs: [{operator: In, values: [1, 2, 3, 4, 5]}]",
                        "value.count",
                        "/spec/kprobes/0/selectors/0/matchPIDs/0/values"),
                change(
                        "matchBinaries: " + BINARIES,
                        "matchNamespaces: [{namespace: Pids, operator: In, values: [host_ns]}]",
                        "value.form",
                        "/spec/kprobes/0/selectors/0/matchNamespaces/0/namespace"),
                change(
                        "matchBinaries: " + BINARIES,
                        "matchNamespaces: [{namespace: Pid, operator: In, values: [hostns]}]",
                        "value.form",
                        "/spec/kprobes/0/selectors/0/matchNamespaces/0/values/0"),
                change(
                        "- matchArgs: "
                                + FILTER
                                + "\n      matchBinaries: "
                                + BINARIES
                                + "\n      matchActions",
                        "- matchActions",
                        "selector.empty",
                        "/spec/kprobes/0/selectors/0"),
                change(
                        ", namespace: shop",
                        ", namespace: kube-system",
                        "scope.protected",
                        "/metadata/namespace"),
                change(
                        POD,
                        POD + "\n  hostSelector: {matchLabels: {a: b}}",
                        "scope.host",
                        "/spec/hostSelector"),
                change(
                        FILTER,
                        "[{index: 1, operator: NotSAddr, values: [127.0.0.0/8]}]",
                        "value.family",
                        "/spec/kprobes/0/selectors/0/matchArgs/0/values"),
                change(
                        FILTER,
                        "[{args: [3], operator: SAddr, values: [\"203.0.113.9\"]}]",
                        "filter.index",
                        "/spec/kprobes/0/selectors/0/matchArgs/0/args/0"),
                change(
                        "matchBinaries: " + BINARIES,
                        "matchReturnArgs: [{index: 0, operator: Equal, values: [\"0\"]}]",
                        "filter.index",
                        "/spec/kprobes/0/selectors/0/matchReturnArgs/0/index"),
                change(
                        ARGS,
                        ARGS + "\n    returnArg: {index: 0, type: int}",
                        "return.missing",
                        "/spec/kprobes/0/returnArg"),
                change(
                        "matchBinaries: " + BINARIES,
                        "matchCapabilities: [{type: Effective, operator: In, values: [SYS_ADMIN]}]",
                        "value.form",
                        "/spec/kprobes/0/selectors/0/matchCapabilities/0/values"),
                change(
                        "matchBinaries: " + BINARIES,
                        "matchNamespaceChanges: [{operator: In, values: [mnt]}]",
                        "value.form",
                        "/spec/kprobes/0/selectors/0/matchNamespaceChanges/0/values"),
                change(
                        "matchBinaries: " + BINARIES,
                        "matchPIDs: [{operator: Equal, values: [1]}]",
                        "operator.unknown",
                        "/spec/kprobes/0/selectors/0/matchPIDs/0/operator"),
                change(
                        ACTIONS,
                        "[{action: Kill}]",
                        "action.unknown",
                        "/spec/kprobes/0/selectors/0/matchActions/0/action"),
                change(
                        ACTIONS,
                        "[{action: CopyFD}]",
                        "action.deprecated",
                        "/spec/kprobes/0/selectors/0/matchActions/0/action"),
                change(
                        ACTIONS,
                        "[{action: Sigkill, rateLimit: 1m}]",
                        "action.rate",
                        "/spec/kprobes/0/selectors/0/matchActions/0/rateLimit"),
                change(
                        ACTIONS,
                        "[{action: Post, rateLimit: often}]",
                        "action.rate",
                        "/spec/kprobes/0/selectors/0/matchActions/0/rateLimit"),
                change(
                        ACTIONS,
                        "[{action: Override, argError: -1}]",
                        "action.override",
                        "/spec/kprobes/0/selectors/0/matchActions/0/action"),
                change(
                        ACTIONS,
                        "[{action: Override, argError: 1}]",
                        "action.argument",
                        "/spec/kprobes/0/selectors/0/matchActions/0/argError"),
                change(
                        ACTIONS,
                        "[{action: NotifyEnforcer}]",
                        "action.enforcer",
                        "/spec/kprobes/0/selectors/0/matchActions/0/action"),
                change(
                        ACTIONS,
                        "[{action: Signal}]",
                        "action.argument",
                        "/spec/kprobes/0/selectors/0/matchActions/0/argSig"),
                change(
                        ACTIONS,
                        "[{action: Post}, {action: Sigkill}, {action: GetUrl}, {action: DnsLookup}]",
                        "action.count",
                        "/spec/kprobes/0/selectors/0/matchActions"));
    }

    @ParameterizedTest(name = "{2} at {3}")
    @MethodSource("cases")
    void eachIsRefusedWithItsReasonAtItsPlace(String from, String to, String rule, String pointer) {
        assertThat(RIGHT).contains(from);
        var flaws = TracingPolicyValidator.check(read(RIGHT.replace(from, to)), Findings.MODERN);

        assertThat(flaws)
                .anySatisfy(flaw -> {
                    assertThat(flaw.rule()).isEqualTo(rule);
                    assertThat(flaw.pointer()).isEqualTo(pointer);
                    assertThat(flaw.message()).endsWith(".");
                });
    }

    @org.junit.jupiter.api.Test
    void whatIsRightIsNotRefused() {
        assertThat(TracingPolicyValidator.check(read(RIGHT), Findings.MODERN)).isEmpty();
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(40);
    }

    @org.junit.jupiter.api.Test
    void anOlderAgentUnderstandsLess() {
        assertThat(TracingPolicyValidator.check(read(RIGHT), new AgentVersion(1, 3)))
                .extracting(Flaw::rule)
                .containsExactly("argument.version");
        var monitored =
                RIGHT.replace(POD, POD + "\n  options: [{name: policy-mode, value: monitor}]");
        assertThat(TracingPolicyValidator.check(read(monitored), new AgentVersion(1, 3)))
                .extracting(Flaw::rule)
                .contains("option.version");
    }

    @org.junit.jupiter.api.Test
    void kindsOfHooksThatOlderAgentsDoNotKnowAreRefused() {
        assertThat(
                        TracingPolicyValidator.check(
                                read(RIGHT.replace("  kprobes:", "  fentries:")),
                                new AgentVersion(1, 6)))
                .extracting(Flaw::rule)
                .contains("section.version");
    }

    @org.junit.jupiter.api.Test
    void anArgumentMayBeNamedByItsPlaceInTheList() {
        var args = "args: [{index: 3, type: int}, {index: 1, type: sockaddr}]";
        var byPlace = "[{args: [1], operator: SAddr, values: [\"203.0.113.9\"]}]";
        assertThat(
                        TracingPolicyValidator.check(
                                read(RIGHT.replace(ARGS, args).replace(FILTER, byPlace)),
                                Findings.MODERN))
                .isEmpty();
        assertThat(
                        TracingPolicyValidator.check(
                                read(
                                        RIGHT.replace(ARGS, args)
                                                .replace(FILTER, byPlace.replace("[1]", "[0]"))),
                                Findings.MODERN))
                .extracting(Flaw::rule)
                .containsExactly("operator.type");
    }

    @org.junit.jupiter.api.Test
    void moreSelectorsThanAnAgentTakesAreRefused() {
        var selector = "- matchArgs: " + FILTER + "\n      matchActions: [{action: Post}]\n    ";
        var many =
                RIGHT.replace(
                        "- matchArgs: " + FILTER, selector.repeat(5) + "- matchArgs: " + FILTER);
        assertThat(TracingPolicyValidator.check(read(many), Findings.MODERN))
                .extracting(Flaw::rule)
                .containsExactly("selector.count");
    }

    @org.junit.jupiter.api.Test
    void aFunctionMayStandInAPolicyOnce() {
        var again = RIGHT + RIGHT.substring(RIGHT.indexOf("  - call"));
        assertThat(TracingPolicyValidator.check(read(again), Findings.MODERN))
                .extracting(Flaw::rule)
                .containsExactly("hook.twice");
    }

    private static Arguments change(String from, String to, String rule, String pointer) {
        return Arguments.of(from, to, rule, pointer);
    }

    @SuppressWarnings("unchecked") // a policy is an object
    private static Map<String, Object> read(String yaml) {
        return Objects.requireNonNull(
                (Map<String, Object>) ((Yaml.Content) Yaml.read(yaml)).value());
    }
}
