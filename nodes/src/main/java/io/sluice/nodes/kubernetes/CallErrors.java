package io.sluice.nodes.kubernetes;

import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.nodes.support.EgressRefused;
import io.sluice.nodes.support.Redaction;
import io.sluice.nodes.support.Texts;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/// What a refusal of the API server, or its silence, means.
///
/// @param doing what was asked, for messages: `apply TracingPolicy block-imds`
/// @param begun whether a byte of the request has left
record CallErrors(String cluster, String doing, boolean write, boolean begun, Redaction redaction) {
    static final Map<String, String> ALL = all();

    private static Map<String, String> all() {
        var errors = new LinkedHashMap<String, String>();
        errors.put("kubernetes.unreachable", "The API server cannot be reached; nothing was sent.");
        errors.put("kubernetes.no-answer", "The connection broke before an answer came.");
        errors.put("kubernetes.egress-refused", "The server's address is not allowed.");
        errors.put("kubernetes.untrusted-certificate", "The server's certificate is not trusted.");
        errors.put("kubernetes.unauthenticated", "The token or certificate is not accepted.");
        errors.put(
                "kubernetes.forbidden", "The account's role lacks a verb; the message names it.");
        errors.put(
                "kubernetes.kind-missing",
                "The cluster does not know the kind: Tetragon's or Cilium's definitions are not installed.");
        errors.put("kubernetes.namespace-missing", "The namespace is not there.");
        errors.put("kubernetes.conflict", "Somebody else owns or has changed the object.");
        errors.put(
                "kubernetes.not-understood",
                "The cluster's definition lacks a field or value: the agents are older than the policy needs.");
        errors.put("kubernetes.invalid", "The object is not valid; the message names the place.");
        errors.put("kubernetes.rate-limited", "The API server asks for a pause.");
        errors.put("kubernetes.unavailable", "The API server failed.");
        errors.put("kubernetes.unreadable", "The answer is none of the Kubernetes API.");
        errors.put("kubernetes.denied", "An admission rule of the cluster refuses the object.");
        return errors;
    }

    NodeFailure of(KubernetesClientException e) {
        var lease = find(e, GuardedKubernetesHttp.LeaseGone.class);
        if (lease.isPresent()) {
            return lease.get().failure();
        }
        return e.getStatus() == null && e.getCode() <= 0 ? silent(e) : answered(e);
    }

    /// An answer that is no object of the API: a page of a proxy, mostly.
    NodeFailure unreadable(RuntimeException e) {
        var what =
                expected("an object of the Kubernetes API")
                        + "found something else; check the server's address in the connection: "
                        + Texts.shorten(redaction.apply(reason(e)), 200);
        return write
                ? NodeFailure.unanswered("kubernetes.unreadable", what, e)
                : NodeFailure.retryable("kubernetes.unreadable", Fault.PROVIDER, what);
    }

    private NodeFailure silent(KubernetesClientException e) {
        if (begun && write) {
            return NodeFailure.unanswered(
                    "kubernetes.no-answer", expected("an answer") + "found none.", e);
        }
        if (begun) {
            return NodeFailure.retryable(
                    "kubernetes.no-answer", Fault.PROVIDER, expected("an answer") + "found none.");
        }
        var refused = find(e, EgressRefused.class);
        if (refused.isPresent()) {
            return NodeFailure.permanent(
                    "kubernetes.egress-refused",
                    Fault.USER,
                    String.valueOf(refused.get().getMessage()));
        }
        if (find(e, CertificateException.class).isPresent()
                || find(e, SSLPeerUnverifiedException.class).isPresent()) {
            return NodeFailure.permanent(
                    "kubernetes.untrusted-certificate",
                    Fault.USER,
                    expected("a trusted certificate")
                            + "found another; give the cluster's certificate authority in the connection.");
        }
        return NodeFailure.retryable(
                "kubernetes.unreachable",
                Fault.PROVIDER,
                expected("to reach the API server")
                        + "found: "
                        + reason(e)
                        + ". Nothing was sent.");
    }

    private NodeFailure answered(KubernetesClientException e) {
        var said = said(e);
        return switch (e.getCode()) {
            case 401 ->
                    permanent(
                            "kubernetes.unauthenticated",
                            said,
                            "; check the token of the connection");
            case 403 ->
                    said.contains("admission webhook") || said.contains("ValidatingAdmissionPolicy")
                            ? denied(said)
                            : permanent(
                                    "kubernetes.forbidden",
                                    said,
                                    "; give the account's role this verb on this resource");
            case 404 -> missing(said);
            case 409 -> permanent("kubernetes.conflict", said, "; look at the differences");
            case 400, 415 ->
                    said.contains("admission webhook")
                            ? denied(said)
                            : permanent("kubernetes.invalid", said, "");
            case 422 ->
                    said.contains("Unsupported value")
                            ? permanent("kubernetes.not-understood", said, OLD)
                            : permanent("kubernetes.invalid", said, "");
            case 429 ->
                    NodeFailure.limited(
                            "kubernetes.rate-limited",
                            found(said, ""),
                            Optional.of(Duration.ofSeconds(1)));
            default -> failed(e, said);
        };
    }

    private static final String OLD =
            "; the definitions in the cluster are older than this policy needs";

    private NodeFailure denied(String said) {
        return permanent(
                "kubernetes.denied",
                said,
                "; a rule of the cluster's own forbids it: speak with whoever set the rule");
    }

    private NodeFailure missing(String said) {
        if (said.contains("namespaces \"")) {
            return permanent(
                    "kubernetes.namespace-missing", said, "; create it, or choose another");
        }
        return said.contains("could not find the requested resource") || said.contains("404 page")
                ? permanent(
                        "kubernetes.kind-missing",
                        said,
                        "; install Tetragon (or Cilium) with its resource definitions in the cluster")
                : permanent("kubernetes.not-found", said, "");
    }

    /// A field that the schema does not declare makes an apply fail with 500: trying again helps
    /// nobody.
    private NodeFailure failed(KubernetesClientException e, String said) {
        if (said.contains("failed to create typed patch object")) {
            return permanent("kubernetes.not-understood", said, OLD);
        }
        if (e.getCode() >= 500 && write) {
            return NodeFailure.unanswered("kubernetes.unavailable", found(said, ""), e);
        }
        return e.getCode() >= 500
                ? NodeFailure.retryable("kubernetes.unavailable", Fault.PROVIDER, found(said, ""))
                : permanent("kubernetes.invalid", said, "");
    }

    private static String said(KubernetesClientException e) {
        var status = e.getStatus();
        var message = status == null ? e.getMessage() : status.getMessage();
        var causes =
                status == null
                                || status.getDetails() == null
                                || status.getDetails().getCauses() == null
                        ? List.<StatusCause>of()
                        : status.getDetails().getCauses();
        var places =
                causes.stream()
                        .map(StatusCause::getField)
                        .filter(field ->
                                field != null && message != null && !message.contains(field))
                        .collect(Collectors.joining(", "));
        return (message == null ? "HTTP " + e.getCode() : message)
                + (places.isEmpty() ? "" : " (" + places + ")");
    }

    private NodeFailure permanent(String code, String said, String hint) {
        return NodeFailure.permanent(code, Fault.USER, found(said, hint));
    }

    private String found(String said, String hint) {
        return expected("to be allowed and able to")
                + "found: "
                + Texts.shorten(redaction.apply(said), 700)
                + hint
                + ".";
    }

    private String expected(String what) {
        return "Expected " + what + " (" + doing + " in cluster '" + cluster + "'), ";
    }

    private static String reason(Throwable top) {
        Throwable last = top;
        for (int i = 0; i < 20 && last.getCause() != null; i++) {
            last = last.getCause();
        }
        var message = last.getMessage();
        return message == null ? last.getClass().getSimpleName() : message;
    }

    private static <T extends Throwable> Optional<T> find(@Nullable Throwable top, Class<T> type) {
        Throwable next = top;
        for (int i = 0; i < 20 && next != null; i++) {
            if (type.isInstance(next)) {
                return Optional.of(type.cast(next));
            }
            for (var aside : next.getSuppressed()) {
                if (type.isInstance(aside)) {
                    return Optional.of(type.cast(aside));
                }
            }
            next = next.getCause();
        }
        return Optional.empty();
    }
}
