package io.sluice.policy.category;

import io.sluice.policy.finding.Finding;
import io.sluice.policy.finding.Names;
import io.sluice.policy.manifest.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The categories that are known, in the order in which they are tried.
public record CategoryTable(List<Category> categories) {
    private static final Set<String> FIELDS =
            Set.of("id", "title", "match", "technique", "tactic", "recipe", "parameters");
    private static final Set<String> PARAMETERS =
            Set.of("binaries", "programs", "addresses", "ports");

    public CategoryTable {
        categories = List.copyOf(categories);
    }

    /// The table that the product ships: the safe forms.
    public static CategoryTable standard() {
        try (var in =
                CategoryTable.class.getResourceAsStream("/io/sluice/policy/categories.yaml")) {
            if (in == null) {
                throw new IllegalStateException("categories.yaml is missing from the program");
            }
            var parsed = parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return switch (parsed) {
                case Parsed.Table(CategoryTable table) -> table;
                case Parsed.Flaws(List<String> flaws) ->
                        throw new IllegalStateException(flaws.toString());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What became of a table that somebody wrote.
    public sealed interface Parsed {
        record Table(CategoryTable table) implements Parsed {}

        /// @param flaws each with its place
        record Flaws(List<String> flaws) implements Parsed {}
    }

    /// Reads a table; every flaw is named with its place.
    public static Parsed parse(String yaml) {
        var flaws = new ArrayList<String>();
        var categories = new ArrayList<Category>();
        var seen = new HashSet<String>();
        switch (Yaml.read(yaml)) {
            case Yaml.Content(var value) when value instanceof List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    category("[" + i + "]", list.get(i), flaws)
                            .filter(one -> distinct(one, seen, flaws))
                            .ifPresent(categories::add);
                }
            }
            case Yaml.Content(_) -> flaws.add("Expected a list of categories.");
            case Yaml.Malformed(String why) -> flaws.add(why);
        }
        return flaws.isEmpty()
                ? new Parsed.Table(new CategoryTable(categories))
                : new Parsed.Flaws(List.copyOf(flaws));
    }

    /// The first category that fits; empty when the finding is of a kind nobody has named yet.
    public Optional<Category> of(Finding finding) {
        return categories.stream().filter(one -> one.matches(finding.category())).findFirst();
    }

    public Optional<Category> find(String id) {
        return categories.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    private static boolean distinct(Category category, Set<String> seen, List<String> flaws) {
        if (seen.add(category.id())) {
            return true;
        }
        flaws.add("Expected each id once, found '" + category.id() + "' twice.");
        return false;
    }

    private static Optional<Category> category(
            String place, @Nullable Object value, List<String> flaws) {
        int before = flaws.size();
        if (!(value instanceof Map<?, ?> map)) {
            flaws.add(place + ": expected an object with id, title, match, technique, recipe.");
            return Optional.empty();
        }
        map.keySet().stream()
                .filter(key -> !FIELDS.contains(String.valueOf(key)))
                .forEach(key ->
                        flaws.add(
                                place
                                        + ": there is no field '"
                                        + key
                                        + "'; expected one of "
                                        + FIELDS.stream().sorted().toList()
                                        + "."));
        var id = text(place + ".id", map.get("id"), "[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?", flaws);
        var title = text(place + ".title", map.get("title"), ".{1,100}", flaws);
        var technique =
                text(place + ".technique", map.get("technique"), "T\\d{4}(\\.\\d{3})?", flaws);
        var tactic =
                map.get("tactic") == null
                        ? ""
                        : text(place + ".tactic", map.get("tactic"), ".{1,60}", flaws);
        var code = text(place + ".recipe", map.get("recipe"), "[a-z-]+", flaws);
        var recipe = Recipe.of(code);
        if (recipe.isEmpty() && !code.isEmpty()) {
            flaws.add(place + ".recipe: there is no recipe '" + code + "'.");
        }
        var match = texts(place + ".match", map.get("match"), "[A-Za-z0-9_ -]{3,60}", flaws);
        if (match.isEmpty()) {
            flaws.add(place + ".match: expected at least one text to look for.");
        }
        var parameters = parameters(place + ".parameters", map.get("parameters"), flaws);
        return flaws.size() > before
                ? Optional.empty()
                : Optional.of(
                        new Category(
                                id,
                                title,
                                match,
                                technique,
                                tactic,
                                recipe.orElseThrow(),
                                parameters));
    }

    private static Map<String, List<String>> parameters(
            String place, @Nullable Object value, List<String> flaws) {
        var parameters = new TreeMap<String, List<String>>();
        if (value == null) {
            return parameters;
        }
        if (!(value instanceof Map<?, ?> map)) {
            flaws.add(place + ": expected an object.");
            return parameters;
        }
        map.forEach((key, list) -> {
            var name = String.valueOf(key);
            var at = place + "." + name;
            if (!PARAMETERS.contains(name)) {
                flaws.add(
                        at
                                + ": there is no such parameter; expected one of "
                                + PARAMETERS.stream().sorted().toList()
                                + ".");
                return;
            }
            var values = texts(at, list, "[\\x21-\\x7e]{1,255}", flaws);
            values.stream()
                    .filter(one -> !fits(name, one))
                    .forEach(one -> flaws.add(at + ": '" + one + "' is not usable here."));
            parameters.put(name, values);
        });
        return parameters;
    }

    private static boolean fits(String parameter, String value) {
        return switch (parameter) {
            case "binaries" -> Names.isBinaryPath(value);
            case "programs" -> Names.isBinaryPath(value) && value.length() <= 127;
            case "addresses" -> Names.address(value).isPresent();
            default ->
                    value.matches("\\d{1,5}")
                            && Integer.parseInt(value) >= 1
                            && Integer.parseInt(value) <= 65535;
        };
    }

    private static String text(
            String place, @Nullable Object value, String pattern, List<String> flaws) {
        if (value instanceof String text && text.matches(pattern)) {
            return text;
        }
        flaws.add(
                place
                        + ": expected a text that fits "
                        + pattern
                        + ", found "
                        + (value == null ? "nothing" : "'" + value + "'")
                        + ".");
        return "";
    }

    private static List<String> texts(
            String place, @Nullable Object value, String pattern, List<String> flaws) {
        if (!(value instanceof List<?> list)) {
            flaws.add(place + ": expected a list of texts.");
            return List.of();
        }
        var texts = new ArrayList<String>();
        for (int i = 0; i < list.size(); i++) {
            var one = list.get(i);
            texts.add(
                    text(
                            place + "[" + i + "]",
                            one instanceof Number ? one.toString() : one,
                            pattern,
                            flaws));
        }
        return texts;
    }
}
