package io.sluice.app.cli.terminal;

/// The colours of a terminal, by what they say.
public enum Ink {
    GOOD("32"),
    BAD("31"),
    WAITING("33"),
    CHANGE("36"),
    STRONG("1"),
    FAINT("2");

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    String on(String text) {
        return "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
