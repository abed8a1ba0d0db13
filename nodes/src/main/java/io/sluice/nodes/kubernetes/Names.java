package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.NodeFailure;
import java.util.regex.Pattern;

/// Names as Kubernetes has them: what is none never becomes part of a path or a query.
final class Names {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    private Names() {}

    /// @throws NodeFailure for what is no namespace; an empty one is allowed
    static String namespace(String text) throws NodeFailure {
        if (!text.isEmpty() && !LABEL.matcher(text).matches()) {
            throw invalid("a namespace such as shop", text);
        }
        return text;
    }

    static String pod(String text) throws NodeFailure {
        if (text.length() > 253 || !SUBDOMAIN.matcher(text).matches()) {
            throw invalid("a pod's name such as web-0", text);
        }
        return text;
    }

    private static NodeFailure invalid(String expected, String found) {
        return NodeFailure.permanent(
                "kubernetes.invalid-name",
                NodeFailure.Fault.USER,
                "Expected "
                        + expected
                        + ", found '"
                        + io.sluice.nodes.support.Texts.shorten(found, 100)
                        + "'.");
    }
}
