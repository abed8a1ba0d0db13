package io.sluice.app.cli.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Writes for people: lines, columns and colours; and asks them.
public final class Screen {
    private static final int WIDEST = 60;
    private static final String ERASE_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final BufferedReader in;
    private final boolean terminal;
    private final boolean colours;
    private final Times times;
    private boolean passing;

    private Screen(PrintStream out, Surroundings around) {
        this.out = out;
        this.in = around.in();
        this.terminal = around.terminal();
        this.colours = around.colours();
        this.times = new Times(around.zone());
    }

    public static Screen of(Surroundings around) {
        return new Screen(around.out(), around);
    }

    /// One on which nothing is seen, for when a program reads along.
    public static Screen silent(Surroundings around) {
        var nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Screen(nowhere, around);
    }

    public Times times() {
        return times;
    }

    /// Whether somebody is there to answer.
    public boolean canAsk() {
        return terminal;
    }

    public void line(String text) {
        erase();
        out.println(text);
        out.flush();
    }

    /// A line that the next one replaces: what is going on just now. Only people see it.
    public void passing(String text) {
        if (terminal) {
            erase();
            out.print(text);
            out.flush();
            passing = true;
        }
    }

    /// Takes a passing line away.
    public void erase() {
        if (passing) {
            out.print(ERASE_LINE);
            passing = false;
        }
    }

    /// The text in a colour, where there are colours.
    public String ink(Ink ink, String text) {
        return colours && !text.isEmpty() ? ink.on(text) : text;
    }

    /// Asks a question whose answer is no unless it is yes.
    public boolean confirm(String question) {
        erase();
        out.print(question + " [y/N] ");
        out.flush();
        try {
            var answer = in.readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
        } catch (IOException e) {
            return false;
        }
    }

    /// Columns under headings, as wide as they need to be. On a terminal long texts are cut.
    public void table(List<String> headings, List<List<String>> rows) {
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
        line(ink(Ink.STRONG, columns(headings, widths)));
        rows.forEach(row -> line(columns(row, widths)));
    }

    private String columns(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            var text = clip(row.get(i));
            line.append(text).repeat(' ', widths[i] - text.length() + 2);
        }
        return line.toString().stripTrailing();
    }

    private String clip(String text) {
        var oneLine = text.replace('\n', ' ');
        return !terminal || oneLine.length() <= WIDEST
                ? oneLine
                : oneLine.substring(0, WIDEST - 1) + "…";
    }

    /// One row of a table.
    public static List<String> row(String... cells) {
        return Arrays.asList(cells);
    }
}
