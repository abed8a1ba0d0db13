package io.sluice.nodes.qualys.client;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;

/// One call to Qualys, as messages and the reading of its failure need it.
///
/// @param what what Qualys was to do, for people: "to list schedules"
/// @param write whether it changes something there, so that a lost answer leaves that open
record Call(String what, boolean write) {
    static Call read(String what) {
        return new Call(what, false);
    }

    static Call write(String what) {
        return new Call(what, true);
    }

    /// A refusal that trying again will not mend.
    NodeFailure refused(String code, String text, String advice) {
        return NodeFailure.permanent(
                code, Fault.USER, "Qualys refused %s: %s Please %s.".formatted(what, text, advice));
    }

    /// Qualys broke off inside, or what it said cannot be read: a read is just tried again, a write
    /// may have taken effect.
    NodeFailure failedInside(String detail) {
        var message = "Expected Qualys %s, found: %s".formatted(what, detail);
        return write
                ? NodeFailure.unanswered(
                        "qualys.unanswered", message, new IllegalStateException(detail))
                : NodeFailure.retryable("qualys.unavailable", Fault.PROVIDER, message);
    }
}
