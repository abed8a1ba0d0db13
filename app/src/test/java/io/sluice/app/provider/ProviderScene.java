package io.sluice.app.provider;

import io.sluice.app.api.Client;
import io.sluice.app.api.TestServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A server with two identity providers, for all tests of signing in with one.
public final class ProviderScene {
    private static @Nullable ProviderScene shared;

    public final TestProvider acme = new TestProvider();
    public final TestProvider other = new TestProvider();
    public final TestServer server;

    private ProviderScene() {
        var arguments = new ArrayList<String>();
        arguments.add("--sluice.trusted-proxies=127.0.0.1");
        arguments.add("--sluice.allowed-private-hosts=" + acme.hostPort() + "," + other.hostPort());
        arguments.addAll(describe("acme", acme));
        arguments.addAll(describe("other", other));
        server = TestServer.start(arguments.toArray(String[]::new));
        server.user("admin");
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    private static List<String> describe(String id, TestProvider provider) {
        var prefix = "--sluice.oidc." + id + ".";
        return List.of(
                prefix + "issuer=" + provider.issuer(),
                prefix + "client-id=" + TestProvider.CLIENT,
                prefix + "client-secret=" + TestProvider.SECRET,
                prefix + "title=Acme Inc.",
                prefix + "roles=soc=operator viewer, chiefs=admin",
                prefix + "groups=soc=on-call of-nobody, guests=on-call",
                prefix + "roles-claim=realm.groups");
    }

    public static synchronized ProviderScene shared() {
        if (shared == null) {
            shared = new ProviderScene();
        }
        shared.acme.honest();
        shared.other.honest();
        return shared;
    }

    /// A browser that has been sent to a provider.
    ///
    /// @param cookie what it brings back: `name=value`
    public record Sent(URI to, String cookie) {}

    public Sent send(String provider) {
        return send(provider, "/runs");
    }

    /// @param back where on the page the person was, as it stands in an address
    public Sent send(String provider, String back) {
        var reply =
                server.anonymous().get("/api/v1/session/providers/" + provider + "?back=" + back);
        return new Sent(
                URI.create(reply.header("Location")), reply.header("Set-Cookie").split(";", 2)[0]);
    }

    /// The way back, with this query and this cookie.
    public Client.Reply receive(String provider, String query, String cookie) {
        return new Client(server.url(), cookie.isEmpty() ? Map.of() : Map.of("Cookie", cookie))
                .get("/api/v1/session/providers/" + provider + "/callback?" + query);
    }

    /// The whole way of a person.
    public Client.Reply signIn(Map<String, Object> person) {
        var sent = send("acme");
        return receive("acme", acme.authorized(sent.to(), person), sent.cookie());
    }

    public static Map<String, Object> person(String subject, String name, String... groups) {
        return Map.of(
                "sub", subject,
                "preferred_username", name,
                "realm", Map.of("groups", List.of(groups)));
    }

    /// The browser of somebody who has come in.
    public Client browser(Client.Reply arrived) {
        var session =
                arrived.response().headers().allValues("Set-Cookie").stream()
                        .filter(cookie -> cookie.startsWith("SLUICE_SESSION="))
                        .findFirst()
                        .orElseThrow();
        return new Client(server.url(), Map.of("Cookie", session.split(";", 2)[0]));
    }

    private void close() {
        server.close();
        acme.close();
        other.close();
    }
}
