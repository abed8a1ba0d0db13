package io.sluice.deploy;

import io.sluice.app.cli.client.Tree;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Which licences may be shipped: `licences.txt`.
///
/// @param exceptions licences by the package URL, without version, of what has them
record Licences(Set<String> allowed, Map<String, String> exceptions) {

    static Licences of(List<String> lines) {
        var allowed = new HashSet<String>();
        var exceptions = new HashMap<String, String>();
        boolean excepted = false;
        for (var line : lines) {
            if (line.startsWith("[")) {
                excepted = line.equals("[exceptions]");
            } else if (!line.isBlank() && !line.startsWith("#")) {
                if (excepted) {
                    var parts = line.split(" = |: ", 3);
                    exceptions.put(parts[0].strip(), parts[1].strip());
                } else {
                    allowed.add(line.strip());
                }
            }
        }
        return new Licences(allowed, exceptions);
    }

    /// Components that may not be shipped, each with its licences.
    List<String> refused(List<Tree> components) {
        return components.stream()
                .filter(component -> !allows(component))
                .map(component -> name(component) + " " + licences(component))
                .toList();
    }

    /// Exceptions that nothing needs any more.
    Set<String> unused(List<Tree> components) {
        var unused = new TreeSet<>(exceptions.keySet());
        for (var component : components) {
            if (!permissive(component)) {
                unused.removeIf(of -> means(of, component));
            }
        }
        return unused;
    }

    private boolean allows(Tree component) {
        return permissive(component)
                || exceptions.entrySet().stream()
                        .anyMatch(one ->
                                means(one.getKey(), component)
                                        && licences(component).contains(one.getValue()));
    }

    private boolean permissive(Tree component) {
        return licences(component).stream().anyMatch(this::holds);
    }

    /// Whether an exception is for this component, or for the whole group it belongs to.
    private static boolean means(String exception, Tree component) {
        return exception.endsWith("/*")
                ? name(component).startsWith(exception.substring(0, exception.length() - 1))
                : name(component).equals(exception);
    }

    /// Whether an SPDX expression holds with what is allowed: one side of an OR, both of an AND.
    private boolean holds(String expression) {
        var bare = expression.replace("(", "").replace(")", "");
        return Arrays.stream(bare.split(" OR "))
                .anyMatch(side -> Arrays.stream(side.split(" AND ")).allMatch(allowed::contains));
    }

    private static List<String> licences(Tree component) {
        return component.list("licenses").stream()
                .flatMap(one ->
                        Stream.of(
                                one.text("license", "id"),
                                one.text("license", "name"),
                                one.text("expression")))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static String name(Tree component) {
        var url = component.text("purl").split("\\?", 2)[0];
        return url.substring(0, Math.max(0, url.lastIndexOf('@')));
    }
}
