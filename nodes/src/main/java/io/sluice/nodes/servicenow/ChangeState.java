package io.sluice.nodes.servicenow;

import java.util.Arrays;
import java.util.Optional;

/// The states of a change request and the legal way through them. The state model refuses jumps, so
/// a change is moved one state at a time:
///
/// | type | way |
/// |---|---|
/// | normal | New → Assess → Authorize → Scheduled → Implement → Review → Closed |
/// | emergency | New → Authorize → Scheduled → Implement → Review → Closed |
/// | standard | New → Scheduled → Implement → Review → Closed |
///
/// From each but Closed it may be canceled.
enum ChangeState {
    NEW("-5", "New"),
    ASSESS("-4", "Assess"),
    AUTHORIZE("-3", "Authorize"),
    SCHEDULED("-2", "Scheduled"),
    IMPLEMENT("-1", "Implement"),
    REVIEW("0", "Review"),
    CLOSED("3", "Closed"),
    CANCELED("4", "Canceled");

    private final String value;
    private final String title;

    ChangeState(String value, String title) {
        this.value = value;
        this.title = title;
    }

    /// The value as ServiceNow stores it.
    String value() {
        return value;
    }

    String title() {
        return title;
    }

    static Optional<ChangeState> of(String value) {
        return Arrays.stream(values()).filter(state -> state.value.equals(value)).findFirst();
    }

    boolean ended() {
        return this == CLOSED || this == CANCELED;
    }

    /// Whether somebody has yet to approve before it may go on.
    boolean beforeApproval() {
        return this == NEW || this == ASSESS || this == AUTHORIZE;
    }

    /// The next state on the way to Closed.
    ///
    /// @param type `normal`, `emergency` or `standard`
    ChangeState next(String type) {
        return switch (this) {
            case NEW -> afterNew(type);
            case ASSESS -> AUTHORIZE;
            case AUTHORIZE -> SCHEDULED;
            case SCHEDULED -> IMPLEMENT;
            case IMPLEMENT -> REVIEW;
            case REVIEW, CLOSED -> CLOSED;
            case CANCELED -> CANCELED;
        };
    }

    private static ChangeState afterNew(String type) {
        return switch (type) {
            case "standard" -> SCHEDULED;
            case "emergency" -> AUTHORIZE;
            default -> ASSESS;
        };
    }
}
