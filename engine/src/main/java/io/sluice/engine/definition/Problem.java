package io.sluice.engine.definition;

import java.util.Optional;

/// Something wrong with a document, where it is, and what to do about it.
///
/// @param code stable, upper case, for programs: `UNKNOWN_FIELD`
/// @param severity an error blocks publishing, never saving
/// @param element the node or edge; empty for the document as a whole
/// @param path where in the element: a JSON pointer such as `/config/threshold`, or empty
/// @param position the offset in the expression, in characters, or -1
/// @param message expected what, found what, do what
public record Problem(
        String code,
        Severity severity,
        Optional<NodeId> element,
        String path,
        int position,
        String message) {
    public enum Severity {
        ERROR,
        WARNING
    }

    public static Problem error(String code, NodeId element, String path, String message) {
        return new Problem(code, Severity.ERROR, Optional.of(element), path, -1, message);
    }

    public static Problem error(String code, String message) {
        return new Problem(code, Severity.ERROR, Optional.empty(), "", -1, message);
    }

    public static Problem warning(String code, NodeId element, String path, String message) {
        return new Problem(code, Severity.WARNING, Optional.of(element), path, -1, message);
    }

    public boolean blocks() {
        return severity == Severity.ERROR;
    }
}
