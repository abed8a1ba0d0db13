package io.sluice.app.cli.command;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Screen;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Tokens for programs.
@Command(
        name = "tokens",
        description = "Tokens for programs.",
        subcommands = {
            TokenCommands.All.class,
            TokenCommands.Create.class,
            TokenCommands.Revoke.class
        },
        synopsisSubcommandLabel = "(list|create|revoke)")
public final class TokenCommands {

    @Command(name = "list", description = "List the tokens; what they are is never shown again.")
    public static final class All extends ApiCommand {
        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var answer = api.get("/tokens");
            screen.table(
                    Screen.row("ID", "NAME", "ROLES", "EXPIRES", "LAST USED"),
                    answer.list().stream().map(one -> row(one, screen)).toList());
            return Outcome.good(answer);
        }

        private static List<String> row(Tree token, Screen screen) {
            return Screen.row(
                    token.text("id"),
                    token.text("name"),
                    String.join(", ", token.at("roles").texts().toList()),
                    screen.times().moment(token.text("expiresAt")),
                    screen.times().moment(token.text("lastUsedAt")));
        }
    }

    @Command(name = "create", description = "Make a token; it is shown this once.")
    public static final class Create extends ApiCommand {
        @Parameters(paramLabel = "<name>", description = "Whose or what for.")
        private String name = "";

        @Option(
                names = "--role",
                required = true,
                split = ",",
                paramLabel = "<role>",
                description =
                        "One of your own, as viewer, operator or editor; may be repeated. Approver and"
                                + " admin are for people alone.")
        private List<String> roles = List.of();

        @Option(
                names = "--expires",
                paramLabel = "<moment>",
                description =
                        "When it stops working, a year from now at most, as 2027-01-01T00:00:00Z; else in 90 days.")
        private @Nullable String expires;

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var body = new LinkedHashMap<String, @Nullable Object>();
            body.put("name", name);
            body.put("roles", roles);
            if (expires != null) {
                body.put("expiresAt", expires);
            }
            var answer = api.post("/tokens", body);
            screen.line(answer.text("token"));
            return Outcome.good(answer);
        }
    }

    @Command(name = "revoke", description = "Make a token stop working.")
    public static final class Revoke extends ApiCommand {
        @Parameters(paramLabel = "<id>", description = "As 'sluice tokens list' shows it.")
        private String id = "";

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var answer = api.delete("/tokens/" + ApiClient.encode(id));
            screen.line("Revoked " + id + ".");
            return Outcome.good(answer);
        }
    }
}
