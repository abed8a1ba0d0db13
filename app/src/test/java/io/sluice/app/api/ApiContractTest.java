package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;

/// The OpenAPI document is checked in; it says neither more nor less than what is mapped.
class ApiContractTest {
    private static final Pattern NAME = Pattern.compile("\\{[^}]+}");
    private static final Pattern REFERENCE = Pattern.compile("#/components/(\\w+)/(\\w+)");

    private final TestServer server = TestServer.shared();
    private final String text = server.anonymous().get("/api/v1/openapi.yaml").body();
    private final Map<String, Object> document = new Yaml().load(text);

    @Test
    void describesExactlyWhatIsMapped() {
        assertThat(described()).isEqualTo(mapped());
    }

    private Set<String> described() {
        var routes = new TreeSet<String>();
        map(document.get("paths"))
                .forEach((path, operations) ->
                        map(operations)
                                .keySet()
                                .forEach(method ->
                                        routes.add(
                                                method.toUpperCase(Locale.ROOT)
                                                        + " "
                                                        + anyName(path))));
        return routes;
    }

    private Set<String> mapped() {
        var routes = new TreeSet<String>();
        var mappings =
                server.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        mappings.getHandlerMethods()
                .keySet()
                .forEach(info -> {
                    var paths = new TreeSet<>(info.getPatternValues());
                    paths.removeIf(path -> !path.startsWith("/api") && !path.startsWith("/hooks"));
                    for (var path : paths) {
                        for (var method : info.getMethodsCondition().getMethods()) {
                            routes.add(method.name() + " " + anyName(path));
                        }
                    }
                });
        return routes;
    }

    @Test
    void refersOnlyToWhatItDefines() {
        var matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            var components = map(map(document.get("components")).get(matcher.group(1)));
            assertThat(components).containsKey(matcher.group(2));
        }
    }

    @Test
    void tellsWhoNeedsNoSession() {
        assertThat(map(map(map(document.get("paths")).get("/api/v1/session")).get("post")))
                .containsKey("security");
        assertThat(document.get("openapi")).isEqualTo("3.1.0");
    }

    private static String anyName(String path) {
        return NAME.matcher(path).replaceAll("{}");
    }

    @SuppressWarnings("unchecked") // what YAML calls a mapping has text keys here
    private static Map<String, Object> map(@Nullable Object node) {
        return (Map<String, Object>) Objects.requireNonNull(node);
    }
}
