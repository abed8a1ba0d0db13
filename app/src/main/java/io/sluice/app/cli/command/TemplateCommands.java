package io.sluice.app.cli.command;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Screen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Commands about the workflows that come with the product.
public final class TemplateCommands {
    private TemplateCommands() {}

    @Command(name = "templates", description = "List the workflows that come with Sluice.")
    public static final class All extends ApiCommand {
        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var answer = api.get("/templates");
            screen.table(
                    Screen.row("ID", "NAME", "SUMMARY"),
                    answer.list().stream().map(All::row).toList());
            return Outcome.good(answer);
        }

        private static List<String> row(Tree template) {
            return Screen.row(template.text("id"), template.text("name"), template.text("summary"));
        }
    }

    @Command(
            name = "install",
            description = "Make a workflow of a template: a draft, until it is published.")
    public static final class Install extends ApiCommand {
        @Parameters(paramLabel = "<template>")
        private String template = "";

        @Option(names = "--name", description = "What to call it.")
        private @Nullable String name;

        @Option(
                names = "--connection",
                paramLabel = "<name=connection>",
                description =
                        "Which connection to use for one of the template's; else the one of the same"
                                + " name. May be repeated.")
        private Map<String, String> connections = new LinkedHashMap<>();

        @Option(
                names = "--variable",
                paramLabel = "<key=text>",
                description = "The value of a variable: key=text, or key:=json; may be repeated.")
        private List<String> variables = new ArrayList<>();

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var more = new LinkedHashMap<String, @Nullable Object>();
            if (name != null) {
                more.put("name", name);
            }
            if (!variables.isEmpty()) {
                more.put("variables", Inputs.of("--variable", variables));
            }
            var answer = install(api, template, connections, more);
            var id = answer.text("id");
            screen.line("Installed as workflow " + id + "  " + api.pageUrl("/workflows/" + id));
            screen.line("Go on: sluice publish " + id + " && sluice enable " + id);
            return Outcome.good(answer);
        }
    }

    /// Installs a template. A connection that is not given is the one of the same name.
    ///
    /// @param more what else the request says: `name`, `variables`
    public static Tree install(
            ApiClient api,
            String template,
            Map<String, String> connections,
            Map<String, @Nullable Object> more) {
        var path = "/templates/" + ApiClient.encode(template);
        var chosen = new LinkedHashMap<String, String>();
        for (var wanted : api.get(path).list("connections")) {
            var key = wanted.text("name");
            chosen.put(key, connections.getOrDefault(key, key));
        }
        chosen.putAll(connections);
        var body = new LinkedHashMap<>(more);
        body.put("connections", chosen);
        return api.post(path + "/install", body);
    }
}
