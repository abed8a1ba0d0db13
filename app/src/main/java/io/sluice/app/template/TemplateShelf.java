package io.sluice.app.template;

import io.sluice.app.problem.ApiProblem;
import io.sluice.codec.document.DocumentReading;
import io.sluice.codec.document.WorkflowJson;
import io.sluice.codec.value.JsonValues;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.value.Values;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/// The templates on the class path: `templates/<id>/template.json` tells about the `workflow.json`
/// beside it.
@Component
class TemplateShelf {
    private static final String PATTERN = "classpath*:templates/*/template.json";

    private final Map<String, Template> templates = new TreeMap<>();

    /// A connection that a template speaks of by a name of its own.
    record Wanted(String name, String type) {}

    /// @param sampleInput an event to try it with
    record Template(
            String id,
            String name,
            String summary,
            String description,
            List<Wanted> connections,
            Map<String, @Nullable Object> sampleInput,
            Workflow workflow) {}

    TemplateShelf() throws IOException {
        for (var about : new PathMatchingResourcePatternResolver().getResources(PATTERN)) {
            var template = read(about);
            templates.put(template.id(), template);
        }
    }

    List<Template> all() {
        return List.copyOf(templates.values());
    }

    Template load(String id) {
        var template = templates.get(id);
        if (template == null) {
            throw ApiProblem.notFound("template", id);
        }
        return template;
    }

    private static Template read(Resource about) throws IOException {
        var fields = JsonValues.readObject(text(about));
        var input =
                fields.get("sampleInput") instanceof Map<?, ?> map
                        ? Values.normaliseMap(map)
                        : Map.<String, @Nullable Object>of();
        return new Template(
                word(fields, "id"),
                word(fields, "name"),
                word(fields, "summary"),
                word(fields, "description"),
                wanted(fields.get("connections")),
                input,
                workflow(about.createRelative("workflow.json")));
    }

    private static Workflow workflow(Resource document) throws IOException {
        return switch (WorkflowJson.read(text(document))) {
            case DocumentReading.Read(var workflow) -> workflow;
            case DocumentReading.Malformed(var problems) ->
                    throw new IllegalStateException(document + " is malformed: " + problems);
        };
    }

    private static List<Wanted> wanted(@Nullable Object list) {
        var wanted = new ArrayList<Wanted>();
        if (list instanceof List<?> items) {
            for (var item : items) {
                var fields = Values.normaliseMap(item instanceof Map<?, ?> map ? map : Map.of());
                wanted.add(new Wanted(word(fields, "name"), word(fields, "type")));
            }
        }
        return wanted;
    }

    private static String word(Map<String, @Nullable Object> fields, String key) {
        return fields.get(key) instanceof String text ? text : "";
    }

    private static String text(Resource resource) throws IOException {
        return resource.getContentAsString(StandardCharsets.UTF_8);
    }
}
