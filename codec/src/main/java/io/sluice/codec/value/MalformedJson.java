package io.sluice.codec.value;

/// Text that is no JSON, or more than may be read. The message says what was expected and where.
public final class MalformedJson extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    MalformedJson(String message, int line, int column) {
        super(message);
        this.line = line;
        this.column = column;
    }

    /// The line of the fault, from 1; 0 when it has no place.
    public int line() {
        return line;
    }

    /// The column of the fault, in characters from 1; 0 when it has no place.
    public int column() {
        return column;
    }

    @Override
    public String getMessage() {
        var message = super.getMessage();
        return message == null ? "" : message;
    }
}
