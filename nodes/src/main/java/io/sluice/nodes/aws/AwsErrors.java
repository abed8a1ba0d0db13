package io.sluice.nodes.aws;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.nodes.support.EgressRefused;
import io.sluice.nodes.support.RetryAfter;
import io.sluice.nodes.support.Texts;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.http.conn.ConnectTimeoutException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.StsException;

/// What the SDK's exceptions mean: the error codes of the EC2 Query API and of STS, and what became
/// of the request.
///
/// @param action `DescribeInstances`; with `ec2:` before it the permission that it needs
/// @param write whether the request would have changed something
record AwsErrors(String action, boolean write, Instant now) {
    private static final Set<String> THROTTLED =
            Set.of(
                    "RequestLimitExceeded",
                    "Throttling",
                    "ThrottlingException",
                    "ThrottledException",
                    "RequestThrottled",
                    "RequestThrottledException",
                    "TooManyRequestsException",
                    "EC2ThrottledException",
                    "BandwidthLimitExceeded",
                    "SlowDown");
    private static final Set<String> FORBIDDEN =
            Set.of(
                    "UnauthorizedOperation",
                    "AccessDenied",
                    "AccessDeniedException",
                    "OptInRequired");
    private static final Set<String> UNAUTHENTICATED =
            Set.of(
                    "AuthFailure",
                    "InvalidClientTokenId",
                    "SignatureDoesNotMatch",
                    "UnrecognizedClientException",
                    "MissingAuthenticationToken",
                    "IncompleteSignature",
                    "ExpiredToken",
                    "ExpiredTokenException",
                    "RequestExpired");

    /// Limits that other work gives free again.
    private static final Set<String> FULL =
            Set.of(
                    "ResourceLimitExceeded",
                    "ConcurrentSnapshotLimitExceeded",
                    "SnapshotLimitExceeded",
                    "PendingSnapshotLimitExceeded",
                    "InsufficientInstanceCapacity");

    /// States that pass by themselves.
    private static final Set<String> PASSING =
            Set.of("IncorrectInstanceState", "IncorrectState", "DependencyViolation");

    NodeFailure of(SdkException e) {
        return e instanceof AwsServiceException answer ? answered(answer) : unanswered(e);
    }

    private NodeFailure answered(AwsServiceException e) {
        var details = e.awsErrorDetails();
        var code = details == null || details.errorCode() == null ? "" : details.errorCode();
        if (THROTTLED.contains(code) || e.statusCode() == 429) {
            var after =
                    details == null || details.sdkHttpResponse() == null
                            ? Optional.<String>empty()
                            : details.sdkHttpResponse().firstMatchingHeader("Retry-After");
            return NodeFailure.limited(
                    "aws.throttled",
                    message(e, "; it slows down"),
                    RetryAfter.parse(after.orElse(null), now));
        }
        if (FORBIDDEN.contains(code)) {
            return permanent(
                    "aws.unauthorized", e, "; grant the connection's identity " + permission(e));
        }
        if (UNAUTHENTICATED.contains(code)) {
            return permanent("aws.unauthenticated", e, "; check the keys of the connection");
        }
        if (e.statusCode() >= 500 || code.isEmpty()) {
            return failed(e);
        }
        if (FULL.contains(code)) {
            return NodeFailure.retryable("aws." + kebab(code), Fault.CAPACITY, message(e, ""));
        }
        return PASSING.contains(code) || code.endsWith(".NotFound")
                ? NodeFailure.retryable(
                        "aws." + kebab(code), Fault.PROVIDER, message(e, hint(code)))
                : permanent("aws." + kebab(code), e, hint(code));
    }

    private String permission(AwsServiceException e) {
        return e instanceof StsException ? "sts:AssumeRole on the role" : "ec2:" + action;
    }

    private NodeFailure failed(AwsServiceException e) {
        return write
                ? NodeFailure.unanswered("aws.unavailable", message(e, ""), e)
                : NodeFailure.retryable("aws.unavailable", Fault.PROVIDER, message(e, ""));
    }

    private NodeFailure unanswered(SdkException e) {
        var notSent = find(e, GuardedAwsHttp.NotSent.class);
        if (notSent.isPresent()) {
            return notSent.get().failure();
        }
        var refused = find(e, EgressRefused.class);
        if (refused.isPresent()) {
            return NodeFailure.permanent("aws.egress-refused", Fault.USER, text(refused.get()));
        }
        if (text(e).contains("credentials")) {
            return permanent("aws.no-credentials", e, "; fill in the keys of the connection");
        }
        return untouched(e)
                ? NodeFailure.retryable("aws.unreachable", Fault.PROVIDER, message(e, ""))
                : NodeFailure.unanswered("aws.no-answer", message(e, ""), e);
    }

    private static boolean untouched(SdkException e) {
        return find(e, ConnectException.class).isPresent()
                || find(e, UnknownHostException.class).isPresent()
                || find(e, NoRouteToHostException.class).isPresent()
                || find(e, ConnectTimeoutException.class).isPresent()
                || find(e, SSLHandshakeException.class).isPresent()
                || find(e, SSLPeerUnverifiedException.class).isPresent();
    }

    private static <T extends Throwable> Optional<T> find(Throwable top, Class<T> type) {
        var depth = 0;
        for (var next = top; next != null && depth < 20; next = next.getCause(), depth++) {
            if (type.isInstance(next)) {
                return Optional.of(type.cast(next));
            }
        }
        return Optional.empty();
    }

    private NodeFailure permanent(String code, SdkException e, String hint) {
        return NodeFailure.permanent(code, Fault.USER, message(e, hint));
    }

    private String message(SdkException e, String hint) {
        return "Expected AWS to carry out "
                + action
                + ", found: "
                + Texts.shorten(text(e), 500)
                + hint
                + ".";
    }

    private static String text(Throwable e) {
        var details = e instanceof AwsServiceException answer ? answer.awsErrorDetails() : null;
        if (details != null && details.errorMessage() != null) {
            return details.errorCode() + ": " + details.errorMessage().replaceAll("\\.$", "");
        }
        var message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static String hint(String code) {
        return switch (code) {
            case "InvalidSnapshot.InUse" ->
                    "; an image is built on the snapshot: deregister that image first";
            case "OperationNotPermitted" -> "; a protection of the resource forbids it: lift it";
            case "TagLimitExceeded" -> "; the resource has no room for more tags: delete some";
            case "InvalidGroup.NotFound" ->
                    "; it is new and not visible yet, or was deleted: then choose another";
            case "IncorrectInstanceState" -> "; the instance is on its way to another state";
            default -> code.endsWith(".NotFound") ? "; check the id and the region" : "";
        };
    }

    /// `InvalidInstanceID.NotFound` becomes `invalid-instance-id.not-found`.
    static String kebab(String code) {
        return code.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-")
                .toLowerCase(Locale.ROOT);
    }
}
