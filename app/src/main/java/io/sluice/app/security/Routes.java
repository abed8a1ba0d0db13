package io.sluice.app.security;

import java.util.List;

/// Every address there is, exactly. What is not listed does not exist, whatever else is mapped.
final class Routes {
    /// Nobody needs to be known: they authenticate by themselves, or tell nothing.
    static final List<String> OPEN =
            List.of(
                    "/api/v1/session",
                    "/api/v1/session/setup",
                    "/api/v1/openapi.yaml",
                    "/hooks/eventbridge",
                    "/hooks/servicenow",
                    "/hooks/{workflow}/{node}",
                    "/health",
                    "/webhook/cdr",
                    "/webhook/tetragon",
                    "/actuator/health",
                    "/actuator/health/liveness",
                    "/actuator/health/readiness",
                    "/error");

    /// A token, or the machine itself.
    static final String METRICS = "/actuator/prometheus";

    /// The caller must be recognised; what it may do is decided per use case.
    static final List<String> KNOWN =
            List.of(
                    "/api/v1/users",
                    "/api/v1/users/{name}",
                    "/api/v1/tokens",
                    "/api/v1/tokens/{id}",
                    "/api/v1/settings",
                    "/api/v1/node-types",
                    "/api/v1/expressions/scope",
                    "/api/v1/expressions/check",
                    "/api/v1/templates",
                    "/api/v1/templates/{id}",
                    "/api/v1/templates/{id}/install",
                    "/api/v1/workflows",
                    "/api/v1/workflows/check",
                    "/api/v1/workflows/import",
                    "/api/v1/workflows/{id}",
                    "/api/v1/workflows/{id}/draft",
                    "/api/v1/workflows/{id}/publish",
                    "/api/v1/workflows/{id}/versions",
                    "/api/v1/workflows/{id}/versions/{version}",
                    "/api/v1/workflows/{id}/presence",
                    "/api/v1/workflows/{id}/enable",
                    "/api/v1/workflows/{id}/disable",
                    "/api/v1/workflows/{id}/bpmn",
                    "/api/v1/workflows/{id}/triggers",
                    "/api/v1/workflows/{id}/triggers/{node}/secret",
                    "/api/v1/workflows/{id}/limits",
                    "/api/v1/workflows/{id}/runs",
                    "/api/v1/runs",
                    "/api/v1/runs/stream",
                    "/api/v1/runs/bulk",
                    "/api/v1/runs/{id}",
                    "/api/v1/runs/{id}/journal",
                    "/api/v1/runs/{id}/log",
                    "/api/v1/runs/{id}/stream",
                    "/api/v1/runs/{id}/cancel",
                    "/api/v1/runs/{id}/rerun",
                    "/api/v1/runs/{id}/steps/{step}/resolve",
                    "/api/v1/retention",
                    "/api/v1/retention/purge",
                    "/api/v1/history",
                    "/api/v1/pauses",
                    "/api/v1/pauses/resume",
                    "/api/v1/messages",
                    "/api/v1/approvals",
                    "/api/v1/approvals/{run}/{step}",
                    "/api/v1/events",
                    "/api/v1/events/{id}",
                    "/api/v1/connections",
                    "/api/v1/connections/{name}",
                    "/api/v1/connections/{name}/test",
                    "/api/v1/connections/{name}/options/{source}",
                    "/api/v1/hooks",
                    "/api/v1/hooks/{hook}/secret",
                    "/api/v1/dashboard",
                    "/api/v1/policies",
                    "/api/v1/policies/report",
                    "/api/v1/policies/measures",
                    "/api/v1/policies/plan",
                    "/api/v1/policies/apply",
                    "/api/v1/policies/{id}",
                    "/api/v1/policies/{id}/hits",
                    "/api/v1/policies/{id}/hits/{hit}/explain",
                    "/api/v1/policies/{id}/moves",
                    "/api/v1/policies/{id}/manifest",
                    "/api/v1/tetragon",
                    "/api/block",
                    "/api/unblock",
                    "/status",
                    "/metrics",
                    "/api/v1/audit",
                    "/api/v1/audit/verify",
                    "/api/v1/verify",
                    "/api/v1/sandbox",
                    "/api/v1/sandbox/**");

    private Routes() {}
}
