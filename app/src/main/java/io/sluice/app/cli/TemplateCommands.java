package io.sluice.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Commands about the workflows that come with the product.
public final class TemplateCommands {
    private TemplateCommands() {}

    @Command(name = "templates", description = "List the workflows that come with Sluice.")
    static final class List extends ApiCommand {
        @Override
        protected int run(ApiClient api, Screen screen) {
            var answer = api.get("/templates");
            return answer(
                    screen,
                    answer,
                    () ->
                            screen.table(
                                    Screen.row("ID", "NAME", "SUMMARY"),
                                    answer.list().stream()
                                            .map(one ->
                                                    Screen.row(
                                                            one.text("id"),
                                                            one.text("name"),
                                                            one.text("summary")))
                                            .toList()));
        }
    }

    @Command(name = "install", description = "Install a template as a workflow (a draft).")
    static final class Install extends ApiCommand {
        @Parameters(paramLabel = "<template>")
        private String template = "";

        @Option(names = "--name", description = "What to call it.")
        private @Nullable String name;

        @Option(
                names = "--connection",
                description = "template's name=our connection; may be repeated.",
                paramLabel = "<name=connection>")
        private Map<String, String> connections = new LinkedHashMap<>();

        @Override
        protected int run(ApiClient api, Screen screen) {
            var answer = install(api, template, name, connections);
            return answer(
                    screen,
                    answer,
                    () -> screen.line("Installed as workflow " + answer.text("id")));
        }
    }

    /// Installs a template. A connection that is not given is the one of the same name.
    public static Tree install(
            ApiClient api,
            String template,
            @Nullable String name,
            Map<String, String> connections) {
        var path = "/templates/" + ApiClient.encode(template);
        var chosen = new LinkedHashMap<String, @Nullable Object>();
        for (var wanted : api.get(path).list("connections")) {
            var key = wanted.text("name");
            chosen.put(key, connections.getOrDefault(key, key));
        }
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("connections", chosen);
        if (name != null) {
            body.put("name", name);
        }
        return api.post(path + "/install", body);
    }
}
