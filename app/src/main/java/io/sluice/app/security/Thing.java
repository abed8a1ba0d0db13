package io.sluice.app.security;

import io.sluice.app.problem.ApiProblem;

/// What a request is about, where a role may be granted on it alone.
///
/// @param id of the workflow, or the connection's name
/// @param what the request calls it: a run, for one, belongs to a workflow
/// @param name under which the request names it
public record Thing(Kind kind, String id, String what, String name) {
    public enum Kind {
        WORKFLOW,
        CONNECTION
    }

    public static Thing workflow(String id) {
        return new Thing(Kind.WORKFLOW, id, "workflow", id);
    }

    public static Thing connection(String name) {
        return new Thing(Kind.CONNECTION, name, "connection", name);
    }

    /// The same by another name: to whom it is not to be seen, that is absent.
    public Thing named(String other, String by) {
        return new Thing(kind, id, other, by);
    }

    ApiProblem absent() {
        return ApiProblem.notFound(what, name);
    }
}
