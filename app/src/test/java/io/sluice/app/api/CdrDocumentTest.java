package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.cli.SluiceCli;
import io.sluice.app.cli.terminal.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;

/// Whether what the manual tells operators to type is there.
@DisplayName("docs/cdr.md speaks of what there is")
class CdrDocumentTest {
    private static final Pattern ADDRESS = Pattern.compile("\\b(GET|POST) (/[a-z0-9/]+)");
    private static final Pattern SETTING = Pattern.compile("sluice\\.cdr\\.([a-z-]+)");
    private static final Pattern VARIABLE = Pattern.compile("SLUICE_[A-Z_]+");
    private static final Pattern COMMAND = Pattern.compile("\\./sluice ([^`]+)`");

    private final String text = read("../docs/cdr.md");
    private final String settings = read("src/main/resources/application.yaml");

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Iterable<MatchResult> all(Pattern pattern) {
        var found = pattern.matcher(text).results().toList();
        assertThat(found).isNotEmpty();
        return found;
    }

    @Test
    void everyAddressIsMapped() {
        var mapped = new TreeSet<String>();
        TestServer.shared()
                .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(info ->
                        info.getMethodsCondition()
                                .getMethods()
                                .forEach(method ->
                                        info.getPatternValues()
                                                .forEach(path -> mapped.add(method + " " + path))));

        assertThat(all(ADDRESS)).allSatisfy(found -> assertThat(mapped).contains(found.group()));
    }

    @Test
    void everySettingIsRead() {
        var cdr = section(section(new Yaml().load(settings), "sluice"), "cdr");

        assertThat(all(SETTING))
                .allSatisfy(found -> assertThat(cdr.toString()).contains(found.group(1) + "="));
        assertThat(all(VARIABLE))
                .allSatisfy(found -> assertThat(settings).contains("${" + found.group() + ":"));
    }

    private static Object section(Object yaml, String name) {
        return Objects.requireNonNull(((java.util.Map<?, ?>) yaml).get(name));
    }

    @Test
    void everyCommandIsUnderstood() {
        for (var command : all(COMMAND)) {
            var words = command.group(1).replaceAll("<[a-z]+>", "x").split("\\s+");
            SluiceCli.commandLine(Surroundings.ofProcess()).parseArgs(words);
        }
    }
}
