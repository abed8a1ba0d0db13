package io.sluice.app.cli.command;

import io.sluice.app.cli.client.CliFailure;
import io.sluice.app.cli.client.Tree;
import io.sluice.codec.value.JsonValues;
import io.sluice.codec.value.MalformedJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values typed on a command line: `key=value` pairs, a JSON object, or a file of JSON.
final class Inputs {
    private Inputs() {}

    /// Puts all of them into one object, the later over the earlier.
    ///
    /// @param option for the messages: `--input`
    static Map<String, @Nullable Object> of(String option, List<String> texts) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var text : texts) {
            if (text.stripLeading().startsWith("{")) {
                values.putAll(object(option, text));
            } else {
                put(option, text, values);
            }
        }
        return values;
    }

    private static void put(String option, String pair, Map<String, @Nullable Object> values) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
            throw CliFailure.usage(
                    "Expected "
                            + option
                            + " as key=value or as a JSON object, found '"
                            + pair
                            + "'.");
        }
        values.put(pair.substring(0, equals), value(pair.substring(equals + 1)));
    }

    /// A number, truth, list, object or quoted text if it reads as JSON; else the text itself.
    private static @Nullable Object value(String text) {
        try {
            return text.isBlank() ? text : Tree.parse(text).value();
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /// A file that holds a JSON object; `-` is standard input.
    static Map<String, @Nullable Object> file(Path file, BufferedReader standardInput) {
        try {
            var text =
                    file.toString().equals("-")
                            ? standardInput.readAllAsString()
                            : Files.readString(file);
            return object(file.toString(), text);
        } catch (IOException e) {
            throw CliFailure.usage(
                    "Expected a JSON file at " + file + ", found none that can be read.");
        }
    }

    private static Map<String, @Nullable Object> object(String where, String text) {
        try {
            return JsonValues.readObject(text);
        } catch (MalformedJson e) {
            throw CliFailure.usage("In " + where + ": " + e.getMessage());
        }
    }
}
