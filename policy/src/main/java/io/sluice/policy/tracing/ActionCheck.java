package io.sluice.policy.tracing;

import java.util.Map;
import java.util.Set;

/// Checks what a selector does with what it matches.
final class ActionCheck {
    private static final int MOST_ACTIONS = 3;
    private static final Set<String> ACTIONS =
            Set.of(
                    "Post",
                    "NoPost",
                    "Sigkill",
                    "Signal",
                    "Override",
                    "NotifyEnforcer",
                    "CleanupEnforcerNotification",
                    "GetUrl",
                    "DnsLookup",
                    "TrackSock",
                    "UntrackSock",
                    "Set");
    private static final Set<String> STOPPING =
            Set.of("Sigkill", "Signal", "Override", "NotifyEnforcer", "Set");
    private static final Set<String> DEPRECATED = Set.of("FollowFD", "UnfollowFD", "CopyFD");

    private final Flaws flaws;

    ActionCheck(Flaws flaws) {
        this.flaws = flaws;
    }

    /// Whether any of them stops something.
    boolean check(
            String pointer,
            Map<?, ?> selector,
            boolean overridable,
            boolean multi,
            boolean enforcers) {
        var list = flaws.list(pointer + "/matchActions", selector.get("matchActions"));
        if (list.size() > MOST_ACTIONS) {
            flaws.add(
                    pointer + "/matchActions",
                    "action.count",
                    "Expected at most " + MOST_ACTIONS + " actions, found " + list.size() + ".");
        }
        boolean stops = false;
        for (int i = 0; i < list.size(); i++) {
            var at = pointer + "/matchActions/" + i;
            var action = flaws.object(at, list.get(i));
            var name = String.valueOf(action.get("action"));
            stops |= STOPPING.contains(name);
            named(at, name);
            if (name.equals("Override")) {
                override(at, action, overridable, multi);
            }
            if (name.equals("NotifyEnforcer") && !enforcers) {
                flaws.add(
                        at + "/action", "action.enforcer", "NotifyEnforcer needs spec.enforcers.");
            }
            if (name.equals("Signal") && !(action.get("argSig") instanceof Number)) {
                flaws.add(
                        at + "/argSig",
                        "action.argument",
                        "Signal needs argSig, the number of a signal.");
            }
            if (action.get("rateLimit") != null) {
                rateLimit(at, name, action);
            }
        }
        return stops;
    }

    private void named(String pointer, String name) {
        if (DEPRECATED.contains(name)) {
            flaws.add(
                    pointer + "/action",
                    "action.deprecated",
                    "Action " + name + " is gone from newer agents.");
        } else if (!ACTIONS.contains(name)) {
            flaws.add(
                    pointer + "/action",
                    "action.unknown",
                    "There is no action '"
                            + name
                            + "'; expected one of "
                            + HookCheck.sorted(ACTIONS)
                            + ".");
        }
    }

    private void override(String pointer, Map<?, ?> action, boolean overridable, boolean multi) {
        if (!overridable) {
            flaws.add(
                    pointer + "/action",
                    "action.override",
                    "Override works on system calls and security_… functions only.");
        } else if (multi) {
            flaws.add(
                    pointer + "/action",
                    "action.override",
                    "Override on a security_… function needs the option disable-kprobe-multi: \"1\".");
        }
        if (!(action.get("argError") instanceof Number error)
                || error.intValue() >= 0
                || error.intValue() < -4095) {
            flaws.add(
                    pointer + "/argError",
                    "action.argument",
                    "Override needs argError, a negative error number such as -1.");
        }
    }

    private void rateLimit(String pointer, String name, Map<?, ?> action) {
        if (!name.equals("Post")) {
            flaws.add(
                    pointer + "/rateLimit",
                    "action.rate",
                    "rateLimit works with Post only, found " + name + ".");
        }
        if (!(action.get("rateLimit") instanceof String limit)
                || !limit.matches("\\d{1,6}[smhSMH]?")) {
            flaws.add(
                    pointer + "/rateLimit",
                    "action.rate",
                    "Expected a time such as \"5\", \"30s\", \"1m\" or \"1h\", found "
                            + Flaws.kind(action.get("rateLimit"))
                            + ".");
        }
        var scope = action.get("rateLimitScope");
        if (scope != null
                && !Set.of("thread", "process", "global").contains(String.valueOf(scope))) {
            flaws.add(
                    pointer + "/rateLimitScope",
                    "action.rate",
                    "Expected thread, process or global, found " + Flaws.kind(scope) + ".");
        }
    }
}
