package io.sluice.engine.expression;

/// An expression could not be evaluated. The message says where and why.
public final class ExpressionFailure extends Exception {
    private static final long serialVersionUID = 1L;

    public ExpressionFailure(String message) {
        super(message);
    }

    public ExpressionFailure(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        var message = super.getMessage();
        return message == null ? "The expression failed." : message;
    }
}
