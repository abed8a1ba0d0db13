package io.sluice.app.security;

import static io.sluice.app.security.Role.ADMIN;
import static io.sluice.app.security.Role.APPROVER;
import static io.sluice.app.security.Role.AUDITOR;
import static io.sluice.app.security.Role.CONNECTION_MANAGER;
import static io.sluice.app.security.Role.EDITOR;
import static io.sluice.app.security.Role.OPERATOR;
import static io.sluice.app.security.Role.RESPONDER;

import java.util.EnumSet;
import java.util.Set;

/// Everything that can be asked for.
public enum Action {
    /// What belongs to no single thing and is needed to work at any: whoever has a part may.
    ENTER,
    LOOK,
    START_RUN,
    CONTROL_RUN,
    PAUSE_RUNS,
    SEND_MESSAGE,
    USE_SANDBOX,
    EDIT_WORKFLOW,
    PUBLISH_WORKFLOW,
    DECIDE_APPROVAL,
    OPERATE_POLICY,
    PROMOTE_POLICY,
    BREAK_GLASS,
    MANAGE_CONNECTIONS,
    USE_CONNECTION,
    MANAGE_GRANTS,
    MANAGE_PROJECTS,
    MANAGE_USERS,
    MANAGE_TOKENS,
    MANAGE_SETTINGS,
    READ_AUDIT,
    VERIFY_STORE;

    /// The roles of which one is needed. This is the whole table.
    public Set<Role> roles() {
        return switch (this) {
            case ENTER, LOOK -> EnumSet.allOf(Role.class);
            case START_RUN, CONTROL_RUN, SEND_MESSAGE, USE_SANDBOX -> EnumSet.of(OPERATOR);
            case EDIT_WORKFLOW, PUBLISH_WORKFLOW -> EnumSet.of(EDITOR);
            case DECIDE_APPROVAL, PROMOTE_POLICY -> EnumSet.of(APPROVER);
            case OPERATE_POLICY -> EnumSet.of(OPERATOR);
            case BREAK_GLASS -> EnumSet.of(RESPONDER);
            // By a role; else by a grant on the connection, or because it is not restricted.
            case MANAGE_CONNECTIONS, USE_CONNECTION -> EnumSet.of(CONNECTION_MANAGER, ADMIN);
            case READ_AUDIT -> EnumSet.of(AUDITOR, ADMIN);
            case MANAGE_GRANTS, MANAGE_PROJECTS, MANAGE_USERS, MANAGE_TOKENS, MANAGE_SETTINGS ->
                    EnumSet.of(ADMIN);
            case VERIFY_STORE, PAUSE_RUNS -> EnumSet.of(OPERATOR, ADMIN);
        };
    }

    public boolean allowedTo(Set<Role> held) {
        return held.stream().anyMatch(roles()::contains);
    }
}
