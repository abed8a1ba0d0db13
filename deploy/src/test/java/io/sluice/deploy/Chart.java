package io.sluice.deploy;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The chart, rendered by Helm as it would be installed.
final class Chart {
    private static final Path FOLDER = Path.of("helm/sluice");
    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();

    private Chart() {}

    static String yaml(Map<String, Object> values) {
        var template =
                new Helm(FOLDER)
                        .template()
                        .withName("sluice")
                        .withNamespace("security")
                        .withKubeVersion("1.33.0");
        values.forEach(template::set);
        return template.call();
    }

    /// @param values by their path: `cdr.cronJob.enabled`
    static List<HasMetadata> render(Map<String, Object> values) {
        return objects(yaml(values));
    }

    static List<HasMetadata> objects(String yaml) {
        return Arrays.stream(yaml.split("(?m)^---\\s*$"))
                .filter(one ->
                        one.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#")))
                .map(one -> (HasMetadata) KUBERNETES.<Object>unmarshal(one))
                .toList();
    }

    static <T extends HasMetadata> T only(List<HasMetadata> objects, Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
    }

    static String lint() {
        var result = new Helm(FOLDER).lint().strict().call();
        return result.isFailed() ? String.join("\n", result.getMessages()) : "";
    }
}
