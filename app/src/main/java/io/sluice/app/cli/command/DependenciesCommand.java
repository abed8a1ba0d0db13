package io.sluice.app.cli.command;

import io.sluice.app.cli.client.Advisories;
import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.CliFailure;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Ink;
import io.sluice.app.cli.terminal.Screen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Looks for known vulnerabilities in what this program is made of.
@Command(
        name = "check-dependencies",
        description = {
            "Look for known vulnerabilities in what this program is made of.",
            "Names and versions are sent to a public database (OSV); nothing else asks it. Exit code"
                    + " 1 if something is found."
        })
public final class DependenciesCommand extends ApiCommand {
    private static final List<String> OWN =
            List.of("META-INF/sbom/application.cdx.json", "META-INF/sbom/web-ui.cdx.json");

    @Option(
            names = "--url",
            paramLabel = "<address>",
            defaultValue = "https://api.osv.dev",
            description = "The database, or a mirror of it (${DEFAULT-VALUE}).")
    private String url = "";

    @Option(
            names = "--bom",
            paramLabel = "<file>",
            description = "Another bill of materials (CycloneDX JSON) than this program's own.")
    private List<Path> bills = List.of();

    @Option(
            names = "--accept",
            paramLabel = "<id>",
            description =
                    "An advisory that was looked at and does not concern us; may be repeated.")
    private List<String> accepted = List.of();

    @Override
    protected Outcome run(ApiClient api, Screen screen) {
        var packages = packages();
        var advisories = new Advisories(url);
        var known = new TreeMap<String, @Nullable Object>();
        advisories
                .about(packages)
                .forEach((purl, ids) -> {
                    var open = open(advisories, ids);
                    if (!open.isEmpty()) {
                        known.put(purl, open);
                    }
                });
        tell(screen, packages.size(), known);
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("packages", packages.size());
        answer.put("vulnerable", known);
        return new Outcome(new Tree(answer), known.isEmpty());
    }

    /// Those that nobody has accepted, neither by their id nor by one of their other names.
    private List<Map<String, Object>> open(Advisories advisories, List<String> ids) {
        return ids.stream()
                .filter(id -> !accepted.contains(id))
                .map(advisories::advisory)
                .filter(advisory -> advisory.aliases().stream().noneMatch(accepted::contains))
                .map(advisory ->
                        Map.<String, Object>of(
                                "id", advisory.id(),
                                "aliases", advisory.aliases(),
                                "summary", advisory.summary()))
                .toList();
    }

    private static void tell(Screen screen, int packages, Map<String, @Nullable Object> known) {
        known.forEach((purl, advisories) -> {
            screen.line(screen.ink(Ink.BAD, "✗ ") + purl);
            for (var advisory : new Tree(advisories).list()) {
                var names = new ArrayList<>(List.of(advisory.text("id")));
                names.addAll(advisory.at("aliases").texts().toList());
                screen.line("    " + String.join(", ", names) + ": " + advisory.text("summary"));
            }
        });
        screen.line(
                known.isEmpty()
                        ? screen.ink(Ink.GOOD, "✓ ")
                                + packages
                                + " packages, no vulnerability known"
                        : packages + " packages, " + known.size() + " with known vulnerabilities");
    }

    /// Package URLs without qualifiers, each once.
    private List<String> packages() {
        var texts =
                bills.isEmpty() ? own() : bills.stream().map(DependenciesCommand::read).toList();
        var packages = new TreeSet<String>();
        for (var text : texts) {
            for (var component : bill(text).list("components")) {
                var purl = component.text("purl").split("\\?", 2)[0];
                if (!purl.isEmpty() && !purl.startsWith("pkg:maven/io.sluice/")) {
                    packages.add(purl);
                }
            }
        }
        return List.copyOf(packages);
    }

    private static Tree bill(String text) {
        try {
            var bill = Tree.parse(text);
            if (bill.text("bomFormat").equals("CycloneDX")) {
                return bill;
            }
        } catch (IllegalArgumentException e) {
            // It is told below.
        }
        throw CliFailure.usage(
                "Expected a bill of materials in CycloneDX JSON, found another file.");
    }

    private static List<String> own() {
        return OWN.stream().map(DependenciesCommand::resource).toList();
    }

    private static String resource(String name) {
        try (var in = DependenciesCommand.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw CliFailure.usage(
                        "Expected this program to carry "
                                + name
                                + ", found none; build it with './sluice build', or name one with"
                                + " --bom.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw CliFailure.usage("Expected to read " + name + ": " + e.getMessage());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw CliFailure.usage("Expected to read " + file + ": " + e.getMessage());
        }
    }
}
