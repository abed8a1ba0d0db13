package io.sluice.app.secret.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Which places may be referred to, by patterns such as `env:QUALYS_*`, `file:/run/secrets/*` and
/// `vault:kv/{project}/**`: `*` stands for anything but a slash, `**` for anything, `{project}` for
/// the project of the connection. None at all unless configured: whoever edits connections cannot
/// read what the server's process can.
final class AllowedPlaces {
    private static final Pattern WILD = Pattern.compile("\\*\\*|\\*|\\{project}");

    private final List<String> patterns;

    AllowedPlaces(List<String> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    boolean allow(String project, SecretReference reference) {
        // The server's own settings are nobody's connection.
        return !(reference.scheme().equals("env") && reference.place().startsWith("SLUICE_"))
                && patterns.stream()
                        .map(pattern -> expression(pattern, project))
                        .anyMatch(pattern -> pattern.matcher(reference.address()).matches());
    }

    /// Whether a file, after links, lies where some pattern for files begins: a link leads to no
    /// other folder.
    boolean hold(Path real) throws IOException {
        for (var pattern : patterns) {
            if (pattern.startsWith("file:/")) {
                var fixed = WILD.split(pattern.substring("file:".length()), 2)[0];
                var folder = Path.of(fixed.substring(0, fixed.lastIndexOf('/') + 1));
                if (Files.isDirectory(folder) && real.startsWith(folder.toRealPath())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Pattern expression(String pattern, String project) {
        var expression = new StringBuilder();
        var wild = WILD.matcher(pattern);
        int from = 0;
        while (wild.find()) {
            expression.append(Pattern.quote(pattern.substring(from, wild.start())));
            expression.append(
                    switch (wild.group()) {
                        case "*" -> "[^/]*";
                        case "**" -> ".*";
                        default -> Pattern.quote(project);
                    });
            from = wild.end();
        }
        return Pattern.compile(
                expression.append(Pattern.quote(pattern.substring(from))).toString());
    }
}
