package io.sluice.sandbox.kubernetes;

import io.sluice.sandbox.http.BasicUser;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.world.Fleet;
import io.sluice.sandbox.world.Fleet.Rule;
import io.sluice.sandbox.world.Fleet.Token;
import java.util.List;
import java.util.Optional;

/// Who calls, and what the roles of that account allow.
record Caller(String user, List<Rule> rules) {
    private static final List<String> POLICY_VERBS =
            List.of("get", "list", "watch", "create", "patch", "delete");
    private static final Rule PODS =
            new Rule(List.of(""), List.of("pods", "namespaces"), Kind.READ);
    private static final Rule DEFINITIONS =
            new Rule(
                    List.of(Kinds.DEFINITIONS),
                    List.of("customresourcedefinitions"),
                    List.of("get", "list"));
    private static final List<String> POLICIES =
            List.of(
                    "tracingpolicies",
                    "tracingpoliciesnamespaced",
                    "networkpolicies",
                    "ciliumnetworkpolicies");
    private static final List<String> GROUPS = List.of("cilium.io", "networking.k8s.io");

    /// The accounts that every cluster has: the operator with the rights it needs, one that only
    /// reads, one whose role lacks `delete`, and a person with all rights.
    private static final List<Token> STANDARD =
            List.of(
                    new Token(
                            "sandbox-token",
                            "system:serviceaccount:sluice:sluice",
                            List.of(PODS, DEFINITIONS, new Rule(GROUPS, POLICIES, POLICY_VERBS))),
                    new Token(
                            "sandbox-reader",
                            "system:serviceaccount:sluice:reader",
                            List.of(PODS, DEFINITIONS, new Rule(GROUPS, POLICIES, Kind.READ))),
                    new Token(
                            "sandbox-no-delete",
                            "system:serviceaccount:sluice:no-delete",
                            List.of(
                                    PODS,
                                    DEFINITIONS,
                                    new Rule(
                                            GROUPS,
                                            POLICIES,
                                            List.of("get", "list", "watch", "create", "patch")))),
                    new Token(
                            "sandbox-admin",
                            "kubernetes-admin",
                            List.of(new Rule(List.of("*"), List.of("*"), List.of("*")))));

    /// Throws [StatusError] 401 when nobody is known by the token.
    static Caller of(Fleet fleet, String cluster, Call call) {
        String token = BasicUser.bearer(call);
        Optional<Token> known =
                fleet.tokens()
                        .find(cluster + "/" + token)
                        .or(() ->
                                STANDARD.stream().filter(t -> t.token().equals(token)).findFirst());
        return known.map(t -> new Caller(t.user(), t.rules()))
                .orElseThrow(StatusError::unauthorized);
    }

    boolean may(String verb, String group, String resource) {
        return rules.stream().anyMatch(rule -> rule.allows(group, resource, verb));
    }

    /// Throws [StatusError] 403 when no role of the caller allows it.
    void require(String verb, Target target) {
        Kind kind = target.kind();
        if (may(verb, kind.group(), kind.plural())) {
            return;
        }
        String where =
                target.namespace().isEmpty()
                        ? "at the cluster scope"
                        : "in the namespace \"%s\"".formatted(target.namespace());
        String what = target.name().isEmpty() ? "" : " \"" + target.name() + "\"";
        throw new StatusError(
                403,
                "Forbidden",
                "%s%s is forbidden: User \"%s\" cannot %s resource \"%s\" in API group \"%s\" %s"
                        .formatted(
                                kind.qualified(),
                                what,
                                user,
                                verb,
                                kind.plural(),
                                kind.group(),
                                where),
                kind.details(target.name()));
    }
}
