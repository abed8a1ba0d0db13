package io.sluice.app.cli.command;

import io.sluice.app.cli.client.CliFailure;
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

/// Values typed on a command line: `key=text`, `key:=json`, a JSON object, or a file of JSON.
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
        boolean json = equals > 0 && pair.charAt(equals - 1) == ':';
        int keyEnd = json ? equals - 1 : equals;
        if (keyEnd < 1) {
            throw CliFailure.usage(
                    "Expected "
                            + option
                            + " as key=text, as key:=json, or as a JSON object, found '"
                            + pair
                            + "'.");
        }
        var value = pair.substring(equals + 1);
        values.put(pair.substring(0, keyEnd), json ? json(option, value) : value);
    }

    private static @Nullable Object json(String option, String text) {
        try {
            return JsonValues.read(text);
        } catch (MalformedJson e) {
            throw CliFailure.usage("In " + option + ", after ':=': " + e.getMessage());
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
