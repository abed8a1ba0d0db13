package io.sluice.app.cli.command;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.CliFailure;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Ink;
import io.sluice.app.cli.terminal.Screen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The audit log.
@Command(
        name = "audit",
        description = "Who did what, and whether that is all.",
        subcommands = {AuditCommands.Verify.class, AuditCommands.Export.class},
        synopsisSubcommandLabel = "(verify|export)")
public final class AuditCommands {

    @Command(
            name = "verify",
            description = {
                "Check that no entry is changed, missing or cut off the end.",
                "Exit code 1 if one is."
            })
    public static final class Verify extends ApiCommand {
        @Option(
                names = "--heads",
                paramLabel = "<file>",
                description =
                        "Compare with the ends that SLUICE_AUDIT_HEAD_FILE has kept, or a copy of"
                                + " it; every entry is fetched and checked here.")
        private @Nullable Path heads;

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var answer = heads == null ? api.get("/audit/verify") : compared(api, heads);
            boolean ok = answer.flag("ok");
            screen.line(
                    ok
                            ? screen.ink(Ink.GOOD, "✓ ")
                                    + answer.text("entries")
                                    + " entries, whole"
                            : screen.ink(Ink.BAD, "✗ ")
                                    + "Entry "
                                    + answer.text("firstBroken")
                                    + " is not what was written, or is missing");
            screen.line("  compared with " + answer.text("compared") + " ends kept elsewhere");
            return new Outcome(answer, ok);
        }

        private static Tree compared(ApiClient api, Path file) {
            var chain = new Chain();
            var known = known(file);
            fetch(api, line -> chain.add(line, known));
            boolean cut = known.keySet().stream().anyMatch(seq -> seq > chain.seq);
            long broken = chain.broken != 0 ? chain.broken : cut ? chain.seq + 1 : 0;
            var answer = new LinkedHashMap<String, @Nullable Object>();
            answer.put("ok", broken == 0);
            answer.put("entries", chain.seq);
            answer.put("firstBroken", broken == 0 ? null : broken);
            answer.put("compared", (long) known.size());
            return new Tree(answer);
        }

        private static Map<Long, String> known(Path file) {
            var known = new HashMap<Long, String>();
            for (var line : lines(file)) {
                var head = head(file, line);
                known.put(head.seq(), head.text("hash"));
            }
            return known;
        }

        private static AuditLine head(Path file, String line) {
            try {
                return AuditLine.parse(line);
            } catch (IllegalArgumentException e) {
                throw CliFailure.usage("Expected lines of ends in " + file + ": " + e.getMessage());
            }
        }

        private static List<String> lines(Path file) {
            try {
                return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                        .filter(line -> !line.isBlank())
                        .toList();
            } catch (IOException e) {
                throw CliFailure.usage("Expected to read " + file + ": " + e.getMessage());
            }
        }
    }

    /// What has been seen of a chain.
    private static final class Chain {
        private long seq;
        private String hash = "";
        private long broken;

        void add(AuditLine line, Map<Long, String> known) {
            var own = line.text("hash");
            boolean whole =
                    line.seq() == seq + 1
                            && line.text("prevHash").equals(hash)
                            && line.genuine()
                            && known.getOrDefault(line.seq(), own).equals(own);
            if (!whole && broken == 0) {
                broken = seq + 1;
            }
            seq = line.seq();
            hash = own;
        }
    }

    @Command(
            name = "export",
            description =
                    "Write every entry, one a line of JSON with its hash and the one before it.")
    public static final class Export extends ApiCommand {
        @Option(names = "--output", paramLabel = "<file>", description = "Else to the screen.")
        private @Nullable Path output;

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var text = new StringBuilder();
            long[] count = {0};
            fetchLines(
                    api,
                    line -> {
                        text.append(line).append('\n');
                        count[0]++;
                    });
            if (output == null) {
                screen.line(text.toString().stripTrailing());
            } else {
                write(output, text.toString());
                screen.line(count[0] + " entries in " + output);
            }
            return Outcome.good(new Tree(Map.of("entries", count[0])));
        }

        private static void write(Path file, String text) {
            try {
                Files.writeString(file, text, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw CliFailure.usage("Expected to write " + file + ": " + e.getMessage());
            }
        }
    }

    private static void fetch(ApiClient api, Consumer<AuditLine> each) {
        fetchLines(api, line -> each.accept(AuditLine.parse(line)));
    }

    private static void fetchLines(ApiClient api, Consumer<String> each) {
        long after = 0;
        while (true) {
            var lines = api.text("/audit/export?after=" + after).lines().toList();
            if (lines.isEmpty()) {
                return;
            }
            lines.forEach(each);
            after = AuditLine.parse(lines.getLast()).seq();
        }
    }
}
