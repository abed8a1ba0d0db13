package io.sluice.app.provider;

import static io.sluice.app.provider.ProviderScene.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.app.api.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

class ProviderTest {
    private final ProviderScene scene = ProviderScene.shared();

    @Test
    void letsSomebodyInWithTheRolesOfTheirGroups() {
        var name = TestServer.unique("grace");
        var arrived = scene.signIn(person(name, name, "soc", "unknown here"));

        assertThat(arrived.status()).as(arrived.toString()).isEqualTo(303);
        assertThat(arrived.header("Location")).isEqualTo("/runs");
        var session = scene.browser(arrived).get("/api/v1/session").json();
        assertThat(session.text("user", "name")).isEqualTo(name);
        assertThat(session.at("user", "roles").texts()).containsExactly("viewer", "operator");
        assertThat(scene.browser(arrived).get("/api/v1/account").json().flag("password")).isFalse();
    }

    @Test
    void leadsBackToTheApprovalThatALinkWasOf() {
        var name = TestServer.unique("linked");
        var approval = "/approvals/run-1/3?project=default";
        var sent = scene.send("acme", URLEncoder.encode(approval, StandardCharsets.UTF_8));

        var arrived =
                scene.receive(
                        "acme",
                        scene.acme.authorized(sent.to(), person(name, name, "soc")),
                        sent.cookie());

        assertThat(arrived.status()).isEqualTo(303);
        assertThat(arrived.header("Location")).isEqualTo(approval);
    }

    @Test
    void asksAgainEachDay() {
        var name = TestServer.unique("daily");
        var browser = scene.browser(scene.signIn(person(name, name, "soc")));

        var live = browser.get("/api/v1/account/sessions").json().list("items").getFirst();

        assertThat(live.text("way")).isEqualTo("acme");
        assertThat(
                        Duration.between(
                                Instant.parse(live.text("begunAt")),
                                Instant.parse(live.text("endsAt"))))
                .isEqualTo(Duration.ofHours(12));
    }

    @Test
    void knowsSomebodyAgainAndFollowsTheirGroups() {
        var name = TestServer.unique("mover");
        scene.signIn(person(name, name, "soc"));

        var chief = scene.browser(scene.signIn(person(name, "renamed-" + name, "chiefs")));
        assertThat(chief.get("/api/v1/session").json().text("user", "name")).isEqualTo(name);
        assertThat(chief.get("/api/v1/session").json().at("user", "roles").texts())
                .containsExactly("admin");

        assertThat(scene.signIn(person(name, name)).code()).isEqualTo("NO_ROLE");
        assertThat(chief.get("/api/v1/runs").status()).isNotEqualTo(200);
    }

    @Test
    void fillsGroupsOfPeopleFromTheGroupsOfTheProvider() {
        var admin = scene.server.admin();
        admin.post("/api/v1/groups", Map.of("name", "on-call"));
        admin.put("/api/v1/projects/default/groups/on-call", Map.of("roles", List.of("approver")));
        var name = TestServer.unique("guest");

        var guest = scene.browser(scene.signIn(person(name, name, "guests")));

        assertThat(guest.get("/api/v1/session").json().at("user", "roles").texts())
                .containsExactly("approver");
        assertThat(admin.delete("/api/v1/groups/on-call/members/" + name).code())
                .isEqualTo("CONFLICT");
        assertThat(scene.signIn(person(name, name)).code()).isEqualTo("NO_ROLE");
        assertThat(guest.get("/api/v1/runs").status()).isEqualTo(403);
        assertThat(admin.delete("/api/v1/groups/on-call/members/" + name).code())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void keepsOutWhoIsDisabledHere() {
        var name = TestServer.unique("leaver");
        var browser = scene.browser(scene.signIn(person(name, name, "soc")));

        scene.server.admin().patch("/api/v1/users/" + name, Map.of("disabled", true));

        assertThat(browser.get("/api/v1/runs").status()).isEqualTo(401);
        assertThat(scene.signIn(person(name, name, "soc")).code()).isEqualTo("NO_ROLE");
    }

    @Test
    void followsTheProviderToNewKeys() {
        var name = TestServer.unique("before");
        assertThat(scene.signIn(person(name, name, "soc")).status()).isEqualTo(303);

        scene.acme.rotate();

        var later = TestServer.unique("after");
        assertThat(scene.signIn(person(later, later, "soc")).status()).isEqualTo(303);
    }

    @Test
    void givesNoSecondWayIn() {
        var name = TestServer.unique("only");
        scene.signIn(person(name, name, "soc"));

        assertThat(
                        scene.server
                                .admin()
                                .patch(
                                        "/api/v1/users/" + name,
                                        Map.of("password", TestServer.PASSWORD))
                                .code())
                .isEqualTo("CONFLICT");
        assertThat(
                        scene.server
                                .anonymous()
                                .post("/api/v1/session", Map.of("userName", name, "password", ""))
                                .code())
                .isEqualTo("BAD_SIGN_IN");
    }

    @Test
    void tellsThePageWhichProvidersThereAre() {
        var providers = scene.server.anonymous().get("/api/v1/session").json().list("providers");

        assertThat(providers.stream().map(one -> one.text("id"))).containsExactly("acme", "other");
        assertThat(providers.getFirst().text("title")).isEqualTo("Acme Inc.");
    }

    @Test
    void sendsAPersonWhoGoesWrongToThePage() {
        var reply =
                scene.server
                        .anonymous()
                        .with("Accept", "text/html,application/xhtml+xml")
                        .get("/api/v1/session/providers/acme/callback?error=access_denied");

        assertThat(reply.status()).isEqualTo(303);
        assertThat(reply.header("Location")).isEqualTo("/#sign-in=PROVIDER_REFUSED");
    }

    @Test
    @DisplayName("Who goes wrong is back at the link that they came by, and there alone")
    void keepsTheLinkOfAPersonWhoGoesWrong() {
        var approval = "/approvals/run-1/3?project=default";
        var sent = scene.send("acme", URLEncoder.encode(approval + "#top", StandardCharsets.UTF_8));
        var browser =
                scene.server.anonymous().with("Accept", "text/html").with("Cookie", sent.cookie());
        var path = "/api/v1/session/providers/acme/callback?error=access_denied";

        for (var query : List.of("", "&back=//evil.example.com", "&state=of-somebody-else")) {
            assertThat(browser.get(path + query).header("Location"))
                    .isEqualTo(approval + "#sign-in=PROVIDER_REFUSED");
        }
        assertThat(
                        scene.server
                                .anonymous()
                                .with("Accept", "text/html")
                                .get(path + "&back=/runs")
                                .header("Location"))
                .as("what another brings along says nothing about where it came from")
                .isEqualTo("/#sign-in=PROVIDER_REFUSED");
    }

    @Test
    void believesATrustedProxyAboutTheClient() {
        var user = scene.server.user("viewer");

        var reply =
                scene.server
                        .anonymous()
                        .with("X-Forwarded-For", "203.0.113.77, 198.51.100.23")
                        .with("X-Forwarded-Proto", "https")
                        .post(
                                "/api/v1/session",
                                Map.of("userName", user, "password", TestServer.PASSWORD));

        assertThat(reply.header("Set-Cookie")).startsWith("__Host-SLUICE_SESSION=");
        var remote =
                scene.server
                        .bean(JdbcClient.class)
                        .sql("select remote from web_session where user_name = :user")
                        .param("user", user)
                        .query(String.class)
                        .single();
        assertThat(remote).isEqualTo("198.51.100.23");
    }

    @Test
    void readsADescriptionFromTheEnvironment() {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                Map.of(
                                        "SLUICE_OIDC_ACME_ISSUER", "https://id.example.com",
                                        "SLUICE_OIDC_ACME_CLIENT_ID", "sluice",
                                        "SLUICE_OIDC_ACME_CLIENT_SECRET", "hush",
                                        "SLUICE_OIDC_ACME_ROLES", "a b=admin, *=viewer operator",
                                        "SLUICE_OIDC_ACME_ROLES_CLAIM", "realm_access.roles")));

        var given =
                Objects.requireNonNull(
                        Binder.get(environment)
                                .bind("sluice", ProviderProperties.class)
                                .get()
                                .oidc());

        assertThat(given).containsOnlyKeys("acme");
        var acme = Provider.of("acme", Objects.requireNonNull(given.get("acme")));
        assertThat(acme.clientSecret()).isEqualTo("hush");
        assertThat(acme.rolesClaim()).isEqualTo("realm_access.roles");
        assertThat(acme.nameClaim()).isEqualTo("preferred_username");
        assertThat(acme.rolesOf(List.of("a b"))).hasSize(3);
        assertThat(acme.toString()).doesNotContain("hush");
    }

    @Test
    void endsTheStartWithWhatIsWrongInADescription() {
        for (var wrong :
                List.of(
                        Map.of("issuer", "id.example.com"),
                        Map.of("issuer", "http://id.example.com"),
                        Map.of("issuer", "https://id.example.com?x=y"),
                        Map.of("issuer", "https://id.example.com", "roles", "soc=master"),
                        Map.of("issuer", "https://id.example.com", "roles", ""),
                        Map.of("issuer", "https://id.example.com", "client", ""))) {
            assertThatThrownBy(() -> described(wrong))
                    .as(wrong.toString())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Expected");
        }
    }

    private static void described(Map<String, String> given) {
        var one =
                Provider.of(
                        "acme",
                        new ProviderProperties.Given(
                                given.getOrDefault("issuer", ""),
                                given.getOrDefault("client", "sluice"),
                                "",
                                "",
                                "groups",
                                given.getOrDefault("roles", "*=viewer"),
                                "",
                                "preferred_username",
                                "openid"));
        new Providers(
                new ProviderProperties(
                        Map.of(
                                "acme",
                                new ProviderProperties.Given(
                                        one.issuer(),
                                        one.clientId(),
                                        "",
                                        "",
                                        "groups",
                                        "*=viewer",
                                        "",
                                        "preferred_username",
                                        "openid"))),
                ProviderScene.shared().server.bean(ProviderHttp.class),
                Instant::now);
    }
}
