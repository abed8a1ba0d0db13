package io.sluice.app.problem;

import java.util.Locale;

/// Every error that can leave, by a code that never changes its meaning. The name is the code.
public enum ErrorCode {
    BAD_REQUEST(400, Fault.USER, "The request cannot be understood"),
    BAD_INPUT(400, Fault.USER, "A value in the request is not as expected"),
    BAD_CURSOR(400, Fault.USER, "The cursor is not one that was given out"),
    BAD_SIGN_IN(401, Fault.USER, "User name or password is wrong"),
    NOT_SIGNED_IN(401, Fault.USER, "Sign in or send a token"),
    BAD_SIGNATURE(401, Fault.USER, "The delivery could not be authenticated"),
    BAD_SETUP_TOKEN(403, Fault.USER, "The set-up token is wrong or used up"),
    BAD_PASSWORD(403, Fault.USER, "The present password is wrong"),
    PROVIDER_REFUSED(403, Fault.USER, "The identity provider's answer is not to be believed"),
    NO_ROLE(403, Fault.USER, "The identity provider's groups have no role here"),
    FORBIDDEN(403, Fault.USER, "The caller's roles do not allow this"),
    BAD_CSRF(403, Fault.USER, "The CSRF token is missing or wrong"),
    CROSS_SITE(403, Fault.USER, "Requests from other sites are refused"),
    SELF_APPROVAL(403, Fault.USER, "The requester or author may not approve"),
    NOT_AN_APPROVER(403, Fault.USER, "The approval is for others"),
    NOT_FOUND(404, Fault.USER, "There is no such thing"),
    NO_SUCH_ROUTE(404, Fault.USER, "There is no such address"),
    METHOD_NOT_ALLOWED(405, Fault.USER, "The address does not know this method"),
    NOT_ACCEPTABLE(406, Fault.USER, "No form of the answer is acceptable"),
    TOO_SLOW(408, Fault.USER, "The request took too long to arrive"),
    CONFLICT(409, Fault.USER, "It is not in a state in which this can be done"),
    EXISTS(409, Fault.USER, "The name is taken"),
    LAST_ADMIN(409, Fault.USER, "Somebody must stay administrator"),
    PLAN_CHANGED(409, Fault.USER, "What would be done is no longer what was shown"),
    FOUR_EYES(409, Fault.USER, "Somebody else must publish this"),
    POLICY_REFUSED(409, Fault.USER, "The policy does not take this move now"),
    RUN_REFUSED(409, Fault.USER, "The run does not take this now"),
    NOT_ENABLED(409, Fault.USER, "The workflow is not enabled"),
    NOT_PUBLISHED(409, Fault.USER, "The workflow has no published version"),
    STALE(412, Fault.USER, "Somebody else has changed it meanwhile"),
    TOO_LARGE(413, Fault.USER, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, Fault.USER, "The body has a type that is not understood"),
    INVALID_DOCUMENT(422, Fault.USER, "The document has problems"),
    TRIAL_NEEDS_DRAFT(422, Fault.USER, "Only a draft can be tried"),
    OPTIONS_UNAVAILABLE(424, Fault.OUTSIDE, "A system outside did not say what can be chosen"),
    NO_PLAN(428, Fault.USER, "Look at what will be done first"),
    NO_IF_MATCH(428, Fault.USER, "Say which revision you have seen"),
    QUOTA_REACHED(429, Fault.USER, "The project has as much as it may have"),
    TOO_MANY_ATTEMPTS(429, Fault.USER, "Too many attempts"),
    OUTSIDE_FAILED(502, Fault.OUTSIDE, "A system outside did not answer as expected"),
    TOO_BUSY(503, Fault.CAPACITY, "Too much is under way"),
    STORE_UNAVAILABLE(503, Fault.CAPACITY, "The database cannot be reached"),
    INTERNAL(500, Fault.US, "Something went wrong inside");

    private final int status;
    private final Fault fault;
    private final String title;

    /// Whose fault an error is: who must act.
    public enum Fault {
        USER,
        OUTSIDE,
        CAPACITY,
        US
    }

    ErrorCode(int status, Fault fault, String title) {
        this.status = status;
        this.fault = fault;
        this.title = title;
    }

    /// The HTTP status it is answered with.
    public int status() {
        return status;
    }

    public Fault fault() {
        return fault;
    }

    public String title() {
        return title;
    }

    /// A URI that names the kind of problem.
    public String type() {
        return "urn:sluice:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
