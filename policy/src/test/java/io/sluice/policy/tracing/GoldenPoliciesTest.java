package io.sluice.policy.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.policy.manifest.Manifest;
import io.sluice.policy.manifest.Yaml;
import io.sluice.policy.schema.PolicySchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The policies as they are written, byte for byte. When one changes on purpose, run with
/// `-Dgolden.write=true` and read the difference.
@DisplayName("F030, F031, F032, F033: one policy for each category, as it is written")
class GoldenPoliciesTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    static Stream<Path> golden() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(one -> one.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cloud-credentials",
        "network-scanning",
        "container-escape",
        "privilege-escalation",
        "crypto-mining",
        "reverse-shell",
        "suspicious-communication",
        "exfiltration",
        "kernel-module"
    })
    void eachCategoryIsWrittenAsBefore(String category) throws IOException {
        for (var form : Form.values()) {
            var generated = TracingPolicies.generate(Findings.order(category, form));
            assertThat(generated).isInstanceOf(Generated.Policy.class);
            matches(
                    category + "-" + form.name().toLowerCase(java.util.Locale.ROOT),
                    ((Generated.Policy) generated).manifest());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cloud-credentials, AUDIT, 1.1, SAFE, oldest",
        "privilege-escalation, AUDIT, 1.1, SAFE, oldest",
        "reverse-shell, AUDIT, 1.1, SAFE, oldest",
        "reverse-shell, ENFORCE, 1.1, SAFE, oldest-enforce",
        "cloud-credentials, AUDIT, 1.7, DOCUMENT, document",
        "cloud-credentials, ENFORCE, 1.7, DOCUMENT, document-enforce"
    })
    void otherAgentsAndTheDocumentsFormAreWrittenAsBefore(
            String category, Form form, String agent, Variant variant, String name)
            throws IOException {
        var usual = Findings.order(category, form);
        var order =
                new TracingPolicies.Order(
                        usual.category(),
                        usual.findings(),
                        usual.scope(),
                        form,
                        AgentVersion.parse(agent).orElseThrow(),
                        variant);
        var generated = (Generated.Policy) TracingPolicies.generate(order);
        matches(category + "-" + name, generated.manifest());
        assertThat(TracingPolicyValidator.check(object(generated.manifest()), order.agent()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void eachIsValidByTheProductsSchemaAndValidator(Path file) throws IOException {
        var object = read(Files.readString(file));
        var agent = file.toString().contains("oldest") ? AgentVersion.OLDEST : Findings.MODERN;

        assertThat(PolicySchemas.check(object)).isEmpty();
        assertThat(TracingPolicyValidator.check(object, agent)).isEmpty();
        assertThat(Files.readString(file)).contains("mitre.attack/technique: T");
    }

    private static void matches(String name, Manifest manifest) throws IOException {
        var file = FOLDER.resolve(name + ".yaml");
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(file, manifest.toYaml());
        }
        assertThat(file).as("golden file of %s", name).exists();
        assertThat(manifest.toYaml()).isEqualTo(Files.readString(file));
        assertThat(read(manifest.toYaml())).isEqualTo(object(manifest));
    }

    private static Map<String, Object> object(Manifest manifest) {
        return read(Yaml.write(manifest.object()));
    }

    @SuppressWarnings("unchecked") // a policy is an object
    static Map<String, Object> read(String yaml) {
        return Objects.requireNonNull(
                (Map<String, Object>) ((Yaml.Content) Yaml.read(yaml)).value());
    }
}
