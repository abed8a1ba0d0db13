package io.sluice.nodes.support;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// What a broken call means.
record CallFailure(String vendor, HttpUrl url, Sending sending) {
    NodeFailure of(IOException e) {
        var lease = find(e, Sending.LeaseGone.class);
        if (lease.isPresent()) {
            return lease.get().failure();
        }
        return sending.begun().get() ? begun(e) : untouched(e);
    }

    private NodeFailure begun(IOException e) {
        if (e instanceof AnswerTooLarge && !sending.write()) {
            return NodeFailure.permanent(
                    vendor + ".answer-too-large",
                    Fault.CAPACITY,
                    "Expected a shorter answer from "
                            + where()
                            + ", found "
                            + e.getMessage()
                            + "; ask for less.");
        }
        return NodeFailure.unanswered(
                vendor + ".no-answer",
                "Expected an answer from " + where() + ", found none: " + reason(e) + ".",
                e);
    }

    private NodeFailure untouched(IOException e) {
        var refused = find(e, EgressRefused.class);
        if (refused.isPresent()) {
            return NodeFailure.permanent(
                    vendor + ".egress-refused", Fault.USER, reason(refused.get()));
        }
        if (find(e, CertificateException.class).isPresent()
                || find(e, SSLPeerUnverifiedException.class).isPresent()) {
            return NodeFailure.permanent(
                    vendor + ".untrusted-certificate",
                    Fault.USER,
                    "Expected a trusted certificate from " + where() + ": " + reason(e) + ".");
        }
        var why =
                find(e, UnknownHostException.class).isPresent()
                        ? "its name has no address; check it"
                        : reason(e);
        return NodeFailure.retryable(
                vendor + ".unreachable",
                Fault.PROVIDER,
                "Expected to reach " + where() + ", found: " + why + ". Nothing was sent.");
    }

    private String where() {
        return url.host() + ":" + url.port();
    }

    private static String reason(Throwable e) {
        var message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    /// The first of its kind among causes and suppressed exceptions.
    private static <T extends Throwable> Optional<T> find(Throwable top, Class<T> type) {
        var seen = Collections.<Throwable>newSetFromMap(new IdentityHashMap<>());
        var open = new ArrayDeque<Throwable>();
        open.add(top);
        for (var next = open.poll(); next != null; next = open.poll()) {
            if (type.isInstance(next)) {
                return Optional.of(type.cast(next));
            }
            if (seen.add(next)) {
                addTo(open, next.getCause());
                Arrays.stream(next.getSuppressed()).forEach(open::add);
            }
        }
        return Optional.empty();
    }

    private static void addTo(ArrayDeque<Throwable> open, @Nullable Throwable cause) {
        if (cause != null) {
            open.add(cause);
        }
    }
}
