package io.sluice.nodes.http;

import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.nodes.support.HttpReply;
import io.sluice.nodes.support.VendorHttp;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Request;

/// Reads from one endpoint, following redirects. Each redirect opens a connection of its own
/// through the egress guard. Once another origin is reached, neither the connection's credentials
/// nor the author's headers go out any more, even if the way leads back.
record Reading(
        VendorHttp http,
        NodeContext context,
        HttpConnection connection,
        String method,
        Map<String, String> headers,
        AnswerRules rules) {
    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /// @param limit the longest answer in bytes
    /// @return an answer of an expected status
    HttpReply get(HttpUrl start, long limit) throws NodeFailure {
        var url = start;
        var home = true;
        for (var redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            home = home && Origin.of(url).equals(Origin.of(start));
            var reply = http.read(request(url, home), context, limit);
            if (rules.expects(reply.status())) {
                return reply;
            }
            if (!REDIRECTS.contains(reply.status())) {
                throw new Refusals(rules, cleaned(), context.now()).read(reply);
            }
            url = next(reply);
        }
        throw NodeFailure.permanent(
                "http.too-many-redirects",
                Fault.PROVIDER,
                "Expected at most %d redirects from %s, found more; give the URL they end at."
                        .formatted(MOST_REDIRECTS, shown(start)));
    }

    private Request request(HttpUrl url, boolean home) {
        var request = new Request.Builder().url(url).method(method, null);
        request.header("Accept", "application/json, */*;q=0.8");
        if (home) {
            headers.forEach(request::header);
            connection.credential(url).ifPresent(own -> request.header(own.header(), own.value()));
        }
        return request.build();
    }

    private HttpUrl next(HttpReply reply) throws NodeFailure {
        var location = reply.header("Location").orElse("");
        var next = location.isBlank() ? null : reply.url().resolve(location);
        if (next == null) {
            throw refused(reply, "an http or https URL to go on at", "none");
        }
        if (reply.url().isHttps() && !next.isHttps()) {
            throw refused(reply, "a redirect that stays encrypted", "one to plain http");
        }
        return next.newBuilder().username("").password("").fragment(null).build();
    }

    private NodeFailure refused(HttpReply reply, String expected, String found) {
        return NodeFailure.permanent(
                "http.redirect-refused",
                Fault.PROVIDER,
                "Expected %s from %s (HTTP %d), found %s; give the URL it should end at."
                        .formatted(expected, shown(reply.url()), reply.status(), found));
    }

    Cleaned cleaned() {
        return new Cleaned(connection.redaction());
    }

    String shown(HttpUrl url) {
        return cleaned().text(Urls.shown(url.toString()));
    }
}
