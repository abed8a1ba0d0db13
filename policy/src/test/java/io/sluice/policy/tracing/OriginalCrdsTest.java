package io.sluice.policy.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.sluice.policy.schema.PolicySchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Every golden policy against the CRDs as Tetragon ships them: they lie in the folder that
/// `SLUICE_CRD_DIR` names. Unknown fields are flaws here, as in a strict API server.
@DisplayName("F031, F032: the policies are valid against the vendor's own CRDs")
class OriginalCrdsTest {
    private static final Map<String, String> CRD_REFUSES =
            Map.of(
                    "operator: SAddr", "operator: Saddr",
                    "operator: In", "operator: Inn",
                    "type: sockaddr", "type: socketaddress",
                    "action: Sigkill", "action: Kill",
                    "- \"80\"", "- 80",
                    "syscall: false", "syscall: \"no\"",
                    "matchBinaries:", "matchBinarys:",
                    "podSelector:", "podSelectors:",
                    "index: 1", "index: one",
                    "app.kubernetes.io/name: web", "app.kubernetes.io/name: two words");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void everyGoldenPolicyIsValidAgainstEachVersionOfTheCrds() throws IOException {
        var set = System.getenv("SLUICE_CRD_DIR");
        if (set == null || set.isBlank()) {
            System.err.println(
                    "SLUICE_CRD_DIR is not set: the golden policies are NOT checked against the vendor's CRDs.");
        }
        Assumptions.assumeTrue(
                set != null && !set.isBlank(), "SLUICE_CRD_DIR names the folder of the CRDs");
        var files = crds(Path.of(Objects.requireNonNull(set)));
        assertThat(files).as("CRDs under %s", set).isNotEmpty();
        int checked = 0;
        for (var file : files) {
            var crd = GoldenPoliciesTest.read(Files.readString(file));
            var kind = text(crd, "spec", "names", "kind");
            var schema = schema(crd);
            try (Stream<Path> golden = GoldenPoliciesTest.golden()) {
                for (var policy : golden.toList()) {
                    var object = GoldenPoliciesTest.read(Files.readString(policy));
                    if (kind.equals(object.get("kind"))) {
                        assertThat(
                                        schema.validate(
                                                JSON.writeValueAsString(object), InputFormat.JSON))
                                .as("%s against %s", policy.getFileName(), file)
                                .isEmpty();
                        checked++;
                    }
                }
            }
        }
        assertThat(checked).isGreaterThan(20);
    }

    /// What the vendor's CRD refuses, the product's own schema or validator refuses as well.
    @Test
    void whatTheCrdsRefuseIsRefusedHereToo() throws IOException {
        var set = System.getenv("SLUICE_CRD_DIR");
        Assumptions.assumeTrue(
                set != null && !set.isBlank(), "SLUICE_CRD_DIR names the folder of the CRDs");
        var right =
                ((Generated.Policy)
                                TracingPolicies.generate(
                                        Findings.order("cloud-credentials", Form.ENFORCE)))
                        .manifest()
                        .toYaml();
        for (var file : crds(Path.of(Objects.requireNonNull(set)))) {
            var crd = GoldenPoliciesTest.read(Files.readString(file));
            if (!"TracingPolicyNamespaced".equals(text(crd, "spec", "names", "kind"))) {
                continue;
            }
            var schema = schema(crd);
            for (var change : CRD_REFUSES.entrySet()) {
                assertThat(right).contains(change.getKey());
                var object =
                        GoldenPoliciesTest.read(
                                right.replaceFirst(
                                        java.util.regex.Pattern.quote(change.getKey()),
                                        change.getValue()));
                assertThat(schema.validate(JSON.writeValueAsString(object), InputFormat.JSON))
                        .as("%s by %s", change.getValue(), file)
                        .isNotEmpty();
                assertThat(
                                PolicySchemas.check(object).size()
                                        + TracingPolicyValidator.check(object, Findings.MODERN)
                                                .size())
                        .as("%s by the product", change.getValue())
                        .isPositive();
            }
        }
    }

    private static List<Path> crds(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(one ->
                            one.getFileName().toString().startsWith("cilium.io_tracingpolic"))
                    .sorted()
                    .toList();
        }
    }

    private static Schema schema(Map<String, ?> crd) {
        var version =
                (Map<?, ?>)
                        ((List<?>) Objects.requireNonNull(at(crd, "spec", "versions"))).getFirst();
        var schema = strict(Objects.requireNonNull(at(version, "schema", "openAPIV3Schema")));
        return SchemaRegistry.withDefaultDialect(Dialects.getDraft202012())
                .getSchema(JSON.writeValueAsString(schema));
    }

    /// As a strict API server sees it: without Kubernetes' own words, and nothing but what is
    /// named.
    private static @Nullable Object strict(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(OriginalCrdsTest::strict).toList();
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        var copy = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, inner) -> {
            var word = String.valueOf(key);
            if (!word.startsWith("x-kubernetes-")
                    && !word.equals("format")
                    && !word.equals("description")) {
                copy.put(word, strict(inner));
            }
        });
        if (copy.containsKey("properties")
                && !copy.containsKey("additionalProperties")
                && copy.containsKey("type")
                && "object".equals(copy.get("type"))) {
            copy.put("additionalProperties", false);
        }
        return copy;
    }

    private static @Nullable Object at(Map<?, ?> from, String... path) {
        Object value = from;
        for (var name : path) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value;
    }

    private static String text(Map<?, ?> from, String... path) {
        return String.valueOf(at(from, path));
    }
}
