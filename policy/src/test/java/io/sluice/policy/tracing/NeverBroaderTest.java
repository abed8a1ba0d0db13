package io.sluice.policy.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.policy.category.CategoryTable;
import io.sluice.policy.finding.Finding;
import io.sluice.policy.finding.FindingReader;
import io.sluice.policy.finding.Reading;
import io.sluice.policy.finding.Source;
import io.sluice.policy.manifest.Manifest;
import io.sluice.policy.schema.PolicySchemas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
        "F035, F054: whatever a finding says, no policy is broader than it, and every policy is valid")
class NeverBroaderTest {
    private static final List<String> HOSTILE =
            List.of(
                    "web",
                    "kube-system",
                    "",
                    "a: b",
                    "x\nspec: {}",
                    "*",
                    "../../etc",
                    "'; drop table",
                    "ns\u202Eevil",
                    "{{7*7}}",
                    "${jndi:ldap://x}",
                    "-",
                    "a".repeat(5000),
                    "\u0000",
                    "0.0.0.0/0",
                    "127.0.0.1",
                    "203.0.113.9",
                    "::ffff:10.0.0.1",
                    "/usr/bin/curl",
                    "/bin/sh\nmatchActions: []",
                    "/",
                    "//x",
                    "/a/../b",
                    "80",
                    "65536",
                    "-1");
    private static final List<String> FIELDS =
            List.of(
                    "namespace",
                    "pod",
                    "containerName",
                    "deploymentName",
                    "processName",
                    "processPath",
                    "parentProcessPath",
                    "destinationIp",
                    "destinationPort",
                    "destinationDomain",
                    "uuid",
                    "severity",
                    "timestamp",
                    "eventMessage",
                    "labels",
                    "clusterName");

    @Test
    void hostileFindingsYieldValidNarrowPoliciesOrNone() {
        var random = new Random(20260105);
        var table = CategoryTable.standard();
        int enforced = 0;
        for (int i = 0; i < 3000; i++) {
            var category = table.categories().get(random.nextInt(table.categories().size()));
            var json = finding(random, category.match().getFirst());
            for (var reading : new FindingReader(Source.PUSH, Instant.EPOCH).readAll(json)) {
                if (reading instanceof Reading.Read(Finding finding, _)) {
                    var agent = new AgentVersion(1, random.nextInt(1, 9));
                    for (var form : Form.values()) {
                        enforced += check(category.id(), finding, form, agent);
                    }
                }
            }
        }
        assertThat(enforced).as("some were narrow enough to enforce").isGreaterThan(50);
    }

    private static int check(String category, Finding finding, Form form, AgentVersion agent) {
        var order =
                new TracingPolicies.Order(
                        Findings.category(category),
                        List.of(finding),
                        Scope.of(finding.workload()),
                        form,
                        agent,
                        Variant.SAFE);
        return switch (TracingPolicies.generate(order)) {
            case Generated.Policy(Manifest manifest, _) -> valid(manifest, finding, form, agent);
            case Generated.AuditOnly(Manifest manifest, _, _) ->
                    valid(manifest, finding, Form.AUDIT, agent);
            case Generated.Impossible(String why) -> {
                assertThat(why).endsWith(".");
                yield 0;
            }
        };
    }

    private static int valid(Manifest manifest, Finding finding, Form form, AgentVersion agent) {
        var object = GoldenPoliciesTest.read(manifest.toYaml());
        assertThat(PolicySchemas.check(object)).isEmpty();
        assertThat(TracingPolicyValidator.check(object, agent)).isEmpty();
        boolean stops = manifest.toYaml().contains("Sigkill");
        if (form == Form.AUDIT) {
            assertThat(stops).isFalse();
            return 0;
        }
        assertThat(manifest.kind()).isEqualTo("TracingPolicyNamespaced");
        assertThat(manifest.namespace())
                .isEqualTo(finding.workload().namespace())
                .isNotIn(Scope.PROTECTED);
        var selector = (Map<?, ?>) manifest.spec().get("podSelector");
        assertThat(String.valueOf(selector))
                .contains("matchLabels")
                .doesNotContain("matchLabels={}");
        if (stops) {
            tied(manifest, finding);
        }
        return stops ? 1 : 0;
    }

    /// Every address and whole path in what stops things is of the finding or of the table, and
    /// none of it keeps the cluster alive.
    private static void tied(Manifest manifest, Finding finding) {
        var category =
                Findings.category(
                        java.util.Objects.requireNonNull(
                                manifest.labels().get("sluice.io/category")));
        var named = new java.util.HashSet<String>();
        named.addAll(Addresses.withMapped(finding.destination().addresses()));
        named.addAll(Addresses.withMapped(category.parameter("addresses")));
        named.add(finding.program().path());
        named.add(finding.program().parentPath());
        named.add(String.valueOf(finding.destination().port()));
        category.parameters().values().forEach(named::addAll);
        var metadata = category.recipe() == io.sluice.policy.category.Recipe.METADATA_ACCESS;
        for (var selector : stopping(manifest.spec())) {
            assertThat(selector.keySet()).as("its filters").hasSizeGreaterThan(1);
            filters(selector)
                    .forEach(filter -> {
                        var operator = String.valueOf(filter.get("operator"));
                        var values =
                                ((List<?>) java.util.Objects.requireNonNull(filter.get("values")))
                                        .stream().map(String::valueOf).toList();
                        if (List.of("SAddr", "DAddr", "In", "Postfix", "SPort", "DPort")
                                .contains(operator)) {
                            assertThat(named).containsAll(values);
                        }
                        if (operator.endsWith("Addr") && !metadata) {
                            assertThat(values)
                                    .allMatch(one ->
                                            io.sluice.policy.indicator.Guard.STANDARD
                                                    .refusal(one)
                                                    .isEmpty());
                        }
                    });
        }
    }

    private static List<Map<?, ?>> stopping(Map<String, ?> spec) {
        return maps(spec.get("kprobes"))
                .flatMap(hook -> maps(hook.get("selectors")))
                .filter(selector ->
                        String.valueOf(selector.get("matchActions")).contains("Sigkill"))
                .<Map<?, ?>>map(selector -> selector)
                .toList();
    }

    private static java.util.stream.Stream<? extends Map<?, ?>> filters(Map<?, ?> selector) {
        return java.util.stream.Stream.of("matchArgs", "matchBinaries")
                .flatMap(field -> maps(selector.get(field)));
    }

    private static java.util.stream.Stream<? extends Map<?, ?>> maps(@Nullable Object list) {
        return list instanceof List<?> all
                ? all.stream().map(one -> (Map<?, ?>) one)
                : java.util.stream.Stream.of();
    }

    private static Map<String, @Nullable Object> finding(Random random, String category) {
        var json = new HashMap<String, @Nullable Object>();
        json.put("threatCategory", category.toUpperCase(java.util.Locale.ROOT) + "_X");
        json.put("namespace", "shop");
        json.put("labels", Map.of("app", "web"));
        json.put("processPath", "/opt/agent");
        json.put("destinationIp", "203.0.113.9");
        int changes = random.nextInt(5);
        for (int i = 0; i < changes; i++) {
            json.put(FIELDS.get(random.nextInt(FIELDS.size())), value(random, 0));
        }
        return json;
    }

    private static @Nullable Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 1 ? 4 : 7)) {
            case 0 -> null;
            case 1 -> random.nextInt(-5, 70000);
            case 2 -> random.nextDouble() * 1e18;
            case 3 -> HOSTILE.get(random.nextInt(HOSTILE.size()));
            case 4 -> Map.of(HOSTILE.get(random.nextInt(HOSTILE.size())), "x");
            case 5 -> {
                var list = new ArrayList<@Nullable Object>();
                list.add(value(random, depth + 1));
                list.add(HOSTILE.get(random.nextInt(HOSTILE.size())));
                yield list;
            }
            default -> HOSTILE.get(random.nextInt(HOSTILE.size()));
        };
    }
}
