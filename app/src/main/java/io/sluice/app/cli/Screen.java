package io.sluice.app.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes for people: lines and columns.
public final class Screen {
    private static final int WIDEST = 60;

    private final PrintStream out;

    public Screen(PrintStream out) {
        this.out = out;
    }

    public void line(String text) {
        out.println(text);
        out.flush();
    }

    /// A text without an end of line, before an answer is read.
    public void ask(String text) {
        out.print(text);
        out.flush();
    }

    /// Columns under headings, as wide as they need to be.
    void table(List<String> headings, List<List<String>> rows) {
        if (rows.isEmpty()) {
            line("(none)");
            return;
        }
        var widths = new int[headings.size()];
        var all = new ArrayList<>(List.of(headings));
        all.addAll(rows);
        for (var row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], clip(row.get(i)).length());
            }
        }
        all.forEach(row -> line(columns(row, widths)));
    }

    private static String columns(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            var text = clip(row.get(i));
            line.append(text).repeat(' ', widths[i] - text.length() + 2);
        }
        return line.toString().stripTrailing();
    }

    private static String clip(String text) {
        var oneLine = text.replace('\n', ' ');
        return oneLine.length() <= WIDEST ? oneLine : oneLine.substring(0, WIDEST - 1) + "…";
    }

    /// One row of a table.
    static List<String> row(String... cells) {
        return Arrays.asList(cells);
    }

    /// A moment without its fraction of a second: `2026-01-05 10:00:00`.
    static String moment(String instant) {
        return instant.length() < 19 ? instant : instant.substring(0, 19).replace('T', ' ');
    }
}
