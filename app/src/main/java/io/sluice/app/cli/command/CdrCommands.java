package io.sluice.app.cli.command;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.CliFailure;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Screen;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// From detections to policies.
@Command(
        name = "cdr",
        description = "Policies that answer detections, and blocks by hand.",
        synopsisSubcommandLabel = "<command>",
        subcommands = {
            CdrRunCommand.class,
            CdrCommands.Status.class,
            CdrCommands.Block.class,
            CdrCommands.Unblock.class,
            CdrCommands.Hits.class,
            CdrCommands.Report.class
        })
public final class CdrCommands {
    @Command(
            name = "status",
            description = "Policies by where they stand, and what is blocked by hand.")
    public static final class Status extends ApiCommand {
        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var status = api.getAt("/status");
            var policies = status.at("policies");
            screen.table(
                    Screen.row("STATUS", "POLICIES"),
                    policies.keys().stream()
                            .map(key -> Screen.row(key, policies.text(key)))
                            .toList());
            screen.table(
                    Screen.row(
                            "TYPE", "VALUE", "ACTION", "STATUS", "POLICY", "HITS", "UNTIL", "BY"),
                    status.list("blocks").stream().map(one -> row(one, screen)).toList());
            return Outcome.good(status);
        }

        private static List<String> row(Tree block, Screen screen) {
            return Screen.row(
                    block.text("type"),
                    block.text("value"),
                    block.text("action"),
                    block.text("policyStatus"),
                    block.text("policy"),
                    block.text("hits"),
                    screen.times().moment(block.text("expiresAt")),
                    block.text("by"));
        }
    }

    @Command(
            name = "block",
            description = "Block addresses, ranges or ports; in audit unless --enforce.")
    public static final class Block extends ApiCommand {
        @Parameters(index = "0", paramLabel = "TYPE", description = "ip, cidr or port.")
        private String type = "";

        @Parameters(
                index = "1..*",
                arity = "1..*",
                paramLabel = "VALUE",
                description = "What to block.")
        private List<String> values = new ArrayList<>();

        @Option(names = "--cluster", required = true, description = "A Kubernetes connection.")
        private String cluster = "";

        @Option(names = "--reason", required = true, description = "Why.")
        private String reason = "";

        @Option(names = "--duration", description = "For how long: 24h, 90m, 7d.")
        private String duration = "";

        @Option(names = "--namespace", description = "Only in this namespace.")
        private String namespace = "";

        @Option(
                names = "--label",
                description = "Only pods with this label (key=value); repeatable.")
        private Map<String, String> labels = new LinkedHashMap<>();

        @Option(names = "--enforce", description = "Stop at once: breaks the glass.")
        private boolean enforce;

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var body = new LinkedHashMap<String, Object>();
            body.put("type", type);
            body.put("values", values);
            body.put("cluster", cluster);
            body.put("reason", reason);
            body.put("duration", duration);
            body.put("namespace", namespace);
            body.put("labels", labels);
            body.put("action", enforce ? "Sigkill" : "Post");
            var answer = api.postAt("/api/block", body);
            screen.line(
                    "Blocked %s by policy %s (%s)."
                            .formatted(
                                    answer.text("count"),
                                    answer.text("policy"),
                                    answer.text("action")));
            return Outcome.good(answer);
        }
    }

    @Command(name = "unblock", description = "Take back exactly these values.")
    public static final class Unblock extends ApiCommand {
        @Parameters(index = "0", paramLabel = "TYPE", description = "ip, cidr or port.")
        private String type = "";

        @Parameters(
                index = "1..*",
                arity = "1..*",
                paramLabel = "VALUE",
                description = "What to take back.")
        private List<String> values = new ArrayList<>();

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var answer = api.postAt("/api/unblock", Map.of("type", type, "values", values));
            screen.line("Unblocked " + answer.text("removed") + ".");
            return Outcome.good(answer);
        }
    }

    @Command(
            name = "hits",
            description =
                    "Hand in what Tetragon exported: JSON lines of a file or of standard input.")
    public static final class Hits extends ApiCommand {
        /// Lines sent at once.
        private static final int PIECE = 2_000;

        @Option(
                names = "--cluster",
                required = true,
                description = "The connection of their cluster.")
        private String cluster = "";

        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = "The exported file; without it, standard input is read to its end.")
        private @Nullable Path file;

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var from = file;
            if (from == null) {
                return handIn(api, screen, around().in());
            }
            try (var lines = Files.newBufferedReader(from)) {
                return handIn(api, screen, lines);
            } catch (IOException e) {
                throw CliFailure.problem("Could not read " + from + ": " + e.getMessage());
            }
        }

        private Outcome handIn(ApiClient api, Screen screen, BufferedReader lines) {
            var path = "/tetragon?cluster=" + ApiClient.encode(cluster);
            long hits = 0;
            var piece = new ArrayList<String>();
            try {
                var line = lines.readLine();
                while (line != null) {
                    piece.add(line);
                    boolean more = piece.size() < PIECE && lines.ready();
                    line = more ? lines.readLine() : null;
                    if (line == null) {
                        hits += send(api, path, piece);
                        line = lines.readLine();
                    }
                }
            } catch (IOException e) {
                throw CliFailure.problem("Could not read the events: " + e.getMessage());
            }
            screen.line(hits + " hits taken in.");
            return Outcome.good(new Tree(Map.of("hits", hits)));
        }

        private static long send(ApiClient api, String path, List<String> piece) {
            var answer = api.postText(path, "application/x-ndjson", String.join("\n", piece));
            piece.clear();
            return answer.number("hits");
        }
    }

    @Command(name = "report", description = "Techniques seen, covered, audited and enforced.")
    public static final class Report extends ApiCommand {
        @Option(names = "--format", description = "table, csv or html (default: ${DEFAULT-VALUE}).")
        private String format = "table";

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            if (!format.equals("table")) {
                screen.line(
                        api.text("/policies/report?format=" + ApiClient.encode(format)).strip());
                return Outcome.good(Tree.EMPTY);
            }
            var report = api.get("/policies/report");
            screen.table(
                    Screen.row(
                            "TECHNIQUE",
                            "CATEGORY",
                            "FINDINGS",
                            "POLICIES",
                            "AUDITED",
                            "ENFORCED",
                            "STOPPED"),
                    report.list().stream()
                            .map(one ->
                                    Screen.row(
                                            one.text("technique"),
                                            one.text("category"),
                                            one.text("findings"),
                                            one.text("policies"),
                                            one.text("audited"),
                                            one.text("enforced"),
                                            one.text("stopped")))
                            .toList());
            return Outcome.good(report);
        }
    }
}
