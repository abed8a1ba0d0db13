package io.sluice.app.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.app.api.TestServer;
import io.sluice.app.audit.Audits;
import io.sluice.app.profile.SluiceProperties;
import io.sluice.app.secret.Envelope;
import io.sluice.app.secret.Keys;
import io.sluice.app.secret.SealedRows;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Projects;
import io.sluice.app.security.Role;
import io.sluice.app.trigger.TriggerSecrets;
import io.sluice.engine.port.Connections;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

class KeyRotationTest {
    private static final String SECRET = "rotated-1Yq8Zp4";

    @TempDir Path folder;

    private static Caller admin() {
        return Caller.user("ada", Projects.DEFAULT, EnumSet.of(Role.ADMIN), "here");
    }

    private static KeyRotation rotation(TestServer server, List<SealedRows> tables) {
        return new KeyRotation(
                server.bean(Keys.class),
                server.bean(Envelope.class),
                tables,
                server.bean(JdbcClient.class),
                server.bean(Authorization.class),
                server.bean(Audits.class),
                server.bean(PlatformTransactionManager.class),
                server.bean(SluiceProperties.class));
    }

    private static String secret(TestServer server) throws Exception {
        return server.bean(Connections.class)
                .find("default", "desk")
                .orElseThrow()
                .requireSecret("password");
    }

    private long keys() throws Exception {
        return Files.readAllLines(folder.resolve("master.key")).size();
    }

    private static void fill(TestServer server) {
        var made =
                server.admin()
                        .post(
                                "/api/v1/connections",
                                Map.of(
                                        "name",
                                        "desk",
                                        "type",
                                        "servicenow",
                                        "settings",
                                        Map.of("url", "https://d.test", "username", "u"),
                                        "secrets",
                                        Map.of("password", SECRET)));
        assertThat(made.status()).isEqualTo(201);
        server.bean(TriggerSecrets.class).renew("default", "w", "n", "ada");
    }

    @Test
    void losesNothingWhereverItEndsAndGoesOnFromThere() throws Exception {
        String hook;
        String before;
        try (var server = TestServer.start(folder)) {
            server.keep();
            fill(server);
            hook = server.bean(TriggerSecrets.class).live("default", "w", "n").getFirst();
            before = server.admin().get("/api/v1/keys").json().text("current");
            var tables =
                    new ArrayList<SealedRows>(
                            List.of(
                                    server.bean("sealing", SealedRows.class),
                                    server.bean(TriggerSecrets.class)));
            tables.add(new Crashing());

            var crashing = rotation(server, tables);
            assertThatThrownBy(() -> crashing.rotate(admin())).hasMessage("power cut");

            assertThat(keys()).as("old and new").isEqualTo(2);
            assertThat(secret(server)).isEqualTo(SECRET);
        }
        try (var server = TestServer.start(folder)) {
            server.keep();
            assertThat(secret(server)).as("after the restart").isEqualTo(SECRET);
            assertThat(server.bean(TriggerSecrets.class).live("default", "w", "n"))
                    .containsExactly(hook);

            var done = server.admin().post("/api/v1/keys/rotate", Map.of());

            assertThat(done.status()).isEqualTo(200);
            assertThat(done.json().text("current")).isNotEqualTo(before);
            assertThat(done.json().at("others").texts()).isEmpty();
            assertThat(done.json().list("sealed"))
                    .allSatisfy(one -> assertThat(one.text("outdated")).isEqualTo("0"))
                    .hasSizeGreaterThanOrEqualTo(2);
            assertThat(keys()).isEqualTo(1);
            assertThat(server.admin().get("/api/v1/audit").body())
                    .contains("keys.rotate.begin", "\"keys.rotate\"");
            var viewer = server.signedIn(server.user("viewer"));
            assertThat(viewer.post("/api/v1/keys/rotate", Map.of()).status()).isEqualTo(403);
            assertThat(viewer.get("/api/v1/keys").status()).isEqualTo(403);
        }
        var file = folder.resolve("master.key");
        var right = Files.readString(file);
        Files.writeString(file, "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=\n");
        assertThatThrownBy(() -> TestServer.start(folder))
                .hasRootCauseInstanceOf(IllegalStateException.class);
        Files.delete(file);
        assertThatThrownBy(() -> TestServer.start(folder))
                .rootCause()
                .hasMessageContaining("A new key is not made");
        assertThat(file).doesNotExist();
        Files.writeString(file, right);
        try (var server = TestServer.start(folder)) {
            server.keep();
            assertThat(secret(server)).isEqualTo(SECRET);
        }
    }

    /// The process ends here.
    private static final class Crashing implements SealedRows {
        @Override
        public String what() {
            return "crash";
        }

        @Override
        public long count() {
            return 0;
        }

        @Override
        public long outdated() {
            return 0;
        }

        @Override
        public long rewrap() {
            throw new IllegalStateException("power cut");
        }
    }
}
