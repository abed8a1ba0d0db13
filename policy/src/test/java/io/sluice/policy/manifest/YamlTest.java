package io.sluice.policy.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

@DisplayName("F039, F054: what a finding says stays a text, whoever reads the file")
class YamlTest {
    private static final String LETTERS =
            "aZ09 :-#{}[],&*!|>'\"%@`\n\t\\/.~=<?_x\u00e9\u2028\u0085";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x7e020080",
                "80:90",
                "12:30:45",
                "2026-01-05",
                "1e3",
                "0o17",
                "017",
                "1_000",
                ".inf",
                ".5",
                "~",
                "null",
                "Yes",
                "off",
                "y",
                "=",
                "<<",
                "fd00:ec2::254",
                "a: b",
                "a #b",
                "- a",
                "x\nspec: {}",
                "{{7*7}}",
                "!!java.net.URL x",
                "---",
                "",
                " ",
                "1.2.3.4",
                "10.0.0.0/8",
                "/usr/bin/curl"
            })
    void aTextComesBackAsItWasByEveryVersionOfYaml(String text) {
        var written = Map.of("spec", Map.of("values", List.of(text), "key" + text, "x"));
        var yaml = Yaml.write(written);

        assertThat(Yaml.read(yaml)).isEqualTo(new Yaml.Content(written));
        assertThat(older(yaml)).isEqualTo(written);
    }

    @Test
    void randomTextsComeBackAsTheyWere() {
        var random = new Random(20260105);
        for (int i = 0; i < 5000; i++) {
            var text = new StringBuilder();
            int length = random.nextInt(12);
            for (int j = 0; j < length; j++) {
                text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            var written = Map.of("spec", Map.of("k", List.of(text.toString(), "next")));
            // YAML 1.1 folds its own line breaks even within quotes, but stays within them.
            assertThat(folded(older(Yaml.write(written)))).isEqualTo(folded(written));
            assertThat(Yaml.read(Yaml.write(written))).isEqualTo(new Yaml.Content(written));
        }
    }

    private static String folded(Object value) {
        return value.toString().replaceAll("[ \\t\\n\\u0085\\u2028]+", "");
    }

    /// As a reader of YAML 1.1 sees it, such as the older command-line tools.
    private static Object older(String yaml) {
        return new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    }
}
