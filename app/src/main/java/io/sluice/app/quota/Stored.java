package io.sluice.app.quota;

/// What a project keeps, of which it may have so many.
public enum Stored {
    WORKFLOWS("workflows"),
    CONNECTIONS("connections");

    private final String key;

    Stored(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }
}
