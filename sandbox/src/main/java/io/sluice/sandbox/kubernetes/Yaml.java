package io.sluice.sandbox.kubernetes;

import io.sluice.sandbox.http.BadInput;
import io.sluice.sandbox.http.Json;
import io.sluice.sandbox.world.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads objects written in JSON or YAML.
final class Yaml {
    private static final int MAX_ALIASES = 50;
    private static final int MAX_OWN_ALIASES = 1_000;

    private Yaml() {}

    /// A caller's object. Throws [BadInput] when it is none.
    static Map<String, Object> object(String text) {
        if (text.stripLeading().startsWith("{")) {
            return Json.parse(text, Body.class).fields();
        }
        try {
            Object value = load(text, MAX_ALIASES);
            if (value instanceof Map<?, ?> map
                    && map.keySet().stream().allMatch(String.class::isInstance)) {
                return Tree.map(value);
            }
        } catch (YamlEngineException e) {
            throw new BadInput("error converting YAML to JSON: " + e.getMessage());
        }
        throw new BadInput("error decoding patch: expected an object");
    }

    private static Object load(String text, int aliases) {
        return new Load(LoadSettings.builder().setMaxAliasesForCollections(aliases).build())
                .loadFromString(text);
    }

    /// Fields of any name.
    static final class Body {
        private final Map<String, Object> fields = new LinkedHashMap<>();

        @com.fasterxml.jackson.annotation.JsonAnySetter
        void put(String name, Object value) {
            fields.put(name, value);
        }

        Map<String, Object> fields() {
            return fields;
        }
    }

    /// One of the files beside this class.
    static Map<String, Object> resource(String name) {
        try (InputStream in = Yaml.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("Expected a file " + name + " beside this class");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Tree.copy(Tree.map(load(text, MAX_OWN_ALIASES)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
