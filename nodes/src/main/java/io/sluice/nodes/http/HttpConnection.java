package io.sluice.nodes.http;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.nodes.support.Redaction;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// Where a node's requests go and by which credentials, for one call. Credentials belong to the
/// origin of the base URL and are handed out for no other.
final class HttpConnection {
    static final String TYPE = "http";

    private final String name;
    private final Optional<HttpUrl> base;
    private final Optional<Credential> credential;
    private final Redaction redaction;

    private HttpConnection(Connection connection) throws NodeFailure {
        this.name = connection.name();
        this.base = base(connection);
        this.credential = Credential.of(connection);
        this.redaction = Redaction.of(connection);
        if (credential.isPresent() && base.isEmpty()) {
            throw NodeFailure.permanent(
                    "connection.incomplete",
                    Fault.USER,
                    "Expected connection '%s' to have a base URL, the only place its credentials may go to; open Connections and fill it in."
                            .formatted(name));
        }
    }

    /// @param name null or blank for none: absolute URLs only, no credentials
    /// @throws NodeFailure if the connection is missing, incomplete or wrong
    static HttpConnection open(@Nullable String name, NodeContext context) throws NodeFailure {
        return new HttpConnection(
                name == null || name.isBlank()
                        ? new Connection("", TYPE, Map.of(), Map.of())
                        : context.connection(name, TYPE));
    }

    /// What a node's URL and query mean here.
    ///
    /// @throws NodeFailure `http.bad-url`, or `http.foreign-origin` if credentials would have to go
    ///   where they do not belong
    HttpUrl target(String url, Map<String, @Nullable Object> query) throws NodeFailure {
        var target = Urls.withQuery(resolve(url), query);
        check(target);
        return target;
    }

    private HttpUrl resolve(String url) throws NodeFailure {
        if (Urls.isAbsolute(url)) {
            return Urls.absolute(url);
        }
        if (base.isEmpty()) {
            throw Urls.bad(
                    "an absolute URL such as https://api.example.com/v1/hosts, or a connection with a base URL",
                    url);
        }
        return Urls.under(base.get(), url);
    }

    /// @throws NodeFailure `http.foreign-origin` if this connection has credentials, and they do
    ///   not belong there
    void check(HttpUrl target) throws NodeFailure {
        if (credential.isPresent() && !owns(target)) {
            throw NodeFailure.permanent(
                    "http.foreign-origin",
                    Fault.USER,
                    "Expected a URL at %s, where connection '%s' may send its credentials, found %s; use a connection of its own or none."
                            .formatted(
                                    base.map(Origin::of).orElseThrow(), name, Origin.of(target)));
        }
    }

    private boolean owns(HttpUrl url) {
        return base.filter(own -> Origin.of(own).equals(Origin.of(url))).isPresent();
    }

    /// What to send along to there: nothing unless it is this connection's own origin.
    Optional<Credential> credential(HttpUrl target) {
        return credential.filter(_ -> owns(target));
    }

    /// The header that only the connection may set.
    Optional<String> ownHeader() {
        return credential.map(Credential::header);
    }

    boolean authenticates() {
        return credential.isPresent();
    }

    Redaction redaction() {
        return redaction;
    }

    private static Optional<HttpUrl> base(Connection connection) throws NodeFailure {
        var text = connection.setting("baseUrl").map(String::strip).orElse("");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!Urls.isAbsolute(text) || text.contains("?") || text.contains("#")) {
            throw bad(
                    connection,
                    "setting 'baseUrl'",
                    "an address such as https://api.example.com/v1, without query",
                    "'" + Urls.shown(text) + "'");
        }
        try {
            return Optional.of(Urls.absolute(text));
        } catch (NodeFailure wrong) {
            throw bad(connection, "setting 'baseUrl'", "an address", "this: " + wrong.getMessage());
        }
    }

    static NodeFailure bad(Connection connection, String what, String expected, String found) {
        return NodeFailure.permanent(
                "connection.bad-setting",
                Fault.USER,
                "Expected the %s of connection '%s' to be %s, found %s; open Connections and mend it."
                        .formatted(what, connection.name(), expected, found));
    }
}
