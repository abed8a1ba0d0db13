package io.sluice.nodes.intel;

import java.util.ArrayList;
import java.util.List;

/// A line of comma-separated values as feeds write them: with or without quotes, a doubled quote
/// for one, and perhaps spaces around the commas.
final class CsvLine {
    private static final int MOST_COLUMNS = 64;

    private CsvLine() {}

    static List<String> split(String line) {
        var values = new ArrayList<String>();
        var at = 0;
        while (at <= line.length() && values.size() < MOST_COLUMNS) {
            while (at < line.length() && line.charAt(at) == ' ') {
                at++;
            }
            var value = new StringBuilder();
            if (at < line.length() && line.charAt(at) == '"') {
                at = quoted(line, at + 1, value);
            }
            while (at < line.length() && line.charAt(at) != ',') {
                value.append(line.charAt(at++));
            }
            values.add(value.toString().strip());
            at++;
        }
        return values;
    }

    /// Reads up to the closing quote; answers where the line goes on.
    private static int quoted(String line, int from, StringBuilder value) {
        var at = from;
        while (at < line.length()) {
            var c = line.charAt(at++);
            if (c != '"') {
                value.append(c);
            } else if (at < line.length() && line.charAt(at) == '"') {
                value.append('"');
                at++;
            } else {
                return at;
            }
        }
        return at;
    }
}
