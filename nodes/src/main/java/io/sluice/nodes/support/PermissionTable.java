package io.sluice.nodes.support;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is needed where, and by whom, as a text that an administrator can go through. Permissions
/// have the form `Vendor thing: right, right (why)`.
public final class PermissionTable {
    private static final Pattern FORM = Pattern.compile("([^:]+): ([^(]+?)(?: \\(.*\\))?");
    private static final int GAP = 2;

    private PermissionTable() {}

    /// @param vendor first word of every permission, which is left out
    /// @param needed permissions by who needs them
    /// @return empty for nothing needed
    public static String of(String vendor, Map<String, List<String>> needed) {
        var rights = new TreeMap<String, Map<String, Set<String>>>();
        needed.forEach((who, permissions) -> {
            for (var permission : permissions) {
                var form = parsed(vendor, permission);
                for (var right : form.group(2).split(", ")) {
                    rights.computeIfAbsent(form.group(1), _ -> new TreeMap<>())
                            .computeIfAbsent(right, _ -> new TreeSet<>())
                            .add(who);
                }
            }
        });
        var text = new StringBuilder();
        rights.forEach((thing, of) -> section(text, thing, of));
        return text.toString();
    }

    private static Matcher parsed(String vendor, String permission) {
        var form =
                FORM.matcher(
                        permission.startsWith(vendor + " ")
                                ? permission.substring(vendor.length() + 1)
                                : permission);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "Expected a permission such as '%s thing: right, right', found '%s'"
                            .formatted(vendor, permission));
        }
        return form;
    }

    private static void section(StringBuilder text, String thing, Map<String, Set<String>> rights) {
        int width = rights.keySet().stream().mapToInt(String::length).max().orElse(0) + GAP;
        text.append(text.isEmpty() ? "" : "\n").append(thing).append('\n');
        rights.forEach((right, who) ->
                text.append("  ")
                        .append(right)
                        .append(" ".repeat(width - right.length()))
                        .append(String.join(", ", who))
                        .append('\n'));
    }
}
