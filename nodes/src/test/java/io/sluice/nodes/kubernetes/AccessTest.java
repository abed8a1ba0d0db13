package io.sluice.nodes.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.qualys.Effects;
import io.sluice.policy.lifecycle.PolicyStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    private static final String CONFIG =
            """
            apiVersion: v1
            kind: Config
            current-context: prod
            contexts: [{name: prod, context: {cluster: c, user: u}}]
            clusters: [{name: c, cluster: {server: "https://k8s.example:6443", certificate-authority-data: QUJD}}]
            users: [{name: u, user: {token: t0ken}}]
            """;

    @TempDir Path folder;

    private static Connection connection(String mode, String kubeconfig) {
        return new Connection(
                "prod", "kubernetes", Map.of("mode", mode), Map.of("kubeconfig", kubeconfig));
    }

    @Test
    void readsAKubeconfigThatHoldsEverything() throws NodeFailure {
        var access = Access.of(connection("kubeconfig", CONFIG));

        assertThat(access.server()).hasToString("https://k8s.example:6443");
        assertThat(access.token()).isEqualTo("t0ken");
        assertThat(access.caData()).isEqualTo("QUJD");
        assertThat(access.toString()).doesNotContain("t0ken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exec: {command: /bin/sh}",
                "tokenFile: /etc/passwd",
                "client-key: /root/key",
                "auth-provider: {name: x}"
            })
    void refusesAKubeconfigThatReachesForTheHost(String user) {
        var text = CONFIG.replace("token: t0ken", "token: t0ken, " + user);

        var failure = Effects.failureOf(() -> Access.of(connection("kubeconfig", text)));

        assertThat(failure.code()).isEqualTo("connection.invalid");
        assertThat(failure.getMessage())
                .contains("--flatten", user.substring(0, user.indexOf(':')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1, 2]", "a: &a [*a", "current-context: gone"})
    void refusesWhatIsNoKubeconfig(String text) {
        assertThat(Effects.failureOf(() -> Access.of(connection("kubeconfig", text))).code())
                .startsWith("connection.");
    }

    @Test
    void readsTheAccountOfAPodEachTime() throws NodeFailure, IOException {
        Files.writeString(folder.resolve("ca.crt"), "PEM");
        Files.writeString(folder.resolve("token"), "one\n");
        var connection = connection("in-cluster", "");

        var first = Access.of(connection, folder);
        Files.writeString(folder.resolve("token"), "two\n");

        assertThat(first.token()).isEqualTo("one");
        assertThat(Access.of(connection, folder).token()).isEqualTo("two");
        assertThat(Effects.failureOf(() -> Access.of(connection, folder.resolve("x"))).getMessage())
                .contains("run this product in the cluster");
    }

    @Test
    void reachesNoPrivateAddressThatIsNotAllowed() throws IOException {
        try (var world = ClusterWorld.start(folder)) {
            world.context()
                    .with(
                            new Connection(
                                    "lo",
                                    "kubernetes",
                                    Map.of("server", "http://127.0.0.1:1/"),
                                    Map.of("token", "t")));
            var node = new FindWorkload(new KubernetesConnector(world.environment()));

            var failure =
                    Effects.failureOf(() ->
                            node.read(new FindWorkload.Config("lo", "a", "b"), world.context()));

            assertThat(failure.code()).isEqualTo("kubernetes.egress-refused");
            assertThat(failure.getMessage()).contains("127.0.0.1:1");
        }
    }

    @Test
    @DisplayName("F039: files with exactly what would be applied, in the allowed folder only")
    void writesPoliciesAsFiles() throws IOException, NodeFailure {
        try (var world = ClusterWorld.start(folder.resolve("w"))) {
            world.register.keep(
                    "p1",
                    PolicyStatus.AUDIT,
                    ClusterWorld.manifest("Post"),
                    ClusterWorld.manifest("Sigkill"),
                    "prod");
            var root = Files.createDirectories(folder.resolve("policies"));
            var environment = world.environment();
            var services = new java.util.HashMap<>(environment.services());
            services.put(PolicyFolder.class, new PolicyFolder(root));
            var node =
                    new WriteFiles(
                            new io.sluice.engine.node.NodeEnvironment(
                                    environment.clock(),
                                    environment.allowedPrivateHosts(),
                                    services),
                            new Policies(environment));
            var config = new WriteFiles.Config(List.of("p1"), "prod");

            var plan = node.plan(config, world.context()).request();
            var output = node.execute(plan, world.context());

            assertThat(output.files()).containsExactly("prod/shop-imds-web.yaml");
            assertThat(root.resolve("prod/shop-imds-web.yaml"))
                    .hasContent(ClusterWorld.manifest("Post").toYaml());
            assertThat(node.plan(config, world.context()).changes()).isEmpty();
            var undo = node.undo().orElseThrow();
            undo.execute(undo.plan(plan, output, world.context()).request(), world.context());
            assertThat(root.resolve("prod/shop-imds-web.yaml")).doesNotExist();
            assertThat(
                            Effects.failureOf(() ->
                                            node.plan(
                                                    new WriteFiles.Config(List.of("p1"), "../out"),
                                                    world.context()))
                                    .code())
                    .isEqualTo("crs.invalid");
        }
    }

    @Test
    @DisplayName("F039: a link that leads out of the allowed folder is followed by nothing")
    void followsNoLinkOutOfTheFolder() throws IOException {
        try (var world = ClusterWorld.start(folder.resolve("w"))) {
            var root = Files.createDirectories(folder.resolve("policies"));
            var outside = Files.createDirectories(folder.resolve("outside"));
            var precious = Files.writeString(outside.resolve("shop-imds-web.yaml"), "precious");
            Files.createSymbolicLink(root.resolve("prod"), outside);
            Files.createSymbolicLink(root.resolve("shop-imds-web.yaml"), precious);
            var services = new java.util.HashMap<>(world.environment().services());
            services.put(PolicyFolder.class, new PolicyFolder(root));
            var node =
                    new WriteFiles(
                            new io.sluice.engine.node.NodeEnvironment(
                                    world.environment().clock(), java.util.Set.of(), services),
                            new Policies(world.environment()));

            for (var status : List.of(PolicyStatus.AUDIT, PolicyStatus.WITHDRAWN)) {
                world.register.keep(
                        "p1",
                        status,
                        ClusterWorld.manifest("Post"),
                        ClusterWorld.manifest("Sigkill"),
                        "prod");
                for (var below : List.of("prod", "")) {
                    var failure =
                            Effects.failureOf(() ->
                                    Effects.apply(
                                            node,
                                            new WriteFiles.Config(List.of("p1"), below),
                                            world.context()));
                    assertThat(failure.code()).isEqualTo("crs.invalid");
                    assertThat(failure.getMessage()).contains("leads out", "remove the link");
                }
            }
            assertThat(precious).hasContent("precious");
        }
    }

    @Test
    void ordersByWhatIsMostPressing() throws NodeFailure {
        var output =
                new Prioritise()
                        .read(
                                new Prioritise.Config(
                                        List.of(
                                                new Prioritise.Item("low", 1, 0, false),
                                                new Prioritise.Item("unknown", 4, null, false),
                                                new Prioritise.Item("clean", 4, 0, false),
                                                new Prioritise.Item("open", 4, 0, true)),
                                        3),
                                new io.sluice.nodes.support.TestContext());

        assertThat(output.ids()).containsExactly("open", "unknown", "clean");
    }
}
