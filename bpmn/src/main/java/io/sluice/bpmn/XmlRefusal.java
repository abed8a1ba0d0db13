package io.sluice.bpmn;

/// XML that must not be read any further.
final class XmlRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    XmlRefusal(String code, int line, String message) {
        super(message);
        finding = new Finding(code, "", "", line, message);
    }

    Finding finding() {
        return finding;
    }
}
