package io.sluice.nodes.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.nodes.kubernetes.GuardedKubernetesHttp.Shared;
import io.sluice.nodes.support.EgressGuard;
import io.sluice.nodes.support.LoopbackServer;
import io.sluice.nodes.support.TestContext;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// ASVS V13.2.4: the address that was judged is the one that is connected to, in fabric8's client
/// too.
class KubernetesRebindingTest {
    @Test
    @DisplayName(
            "F019: a name that is public when it is looked at and loopback when it is connected to is refused")
    void refusesANameThatChanges() throws IOException {
        var asked = new AtomicInteger();
        var guard =
                new EgressGuard(
                        Set.of(),
                        _ ->
                                List.of(
                                        InetAddress.ofLiteral(
                                                asked.getAndIncrement() == 0
                                                        ? "203.0.113.1"
                                                        : "127.0.0.1")));
        try (var server = LoopbackServer.answering(LoopbackServer.with(200, new byte[0]))) {
            assertThat(guard.resolve("rebind.test").getFirst().getHostAddress())
                    .isEqualTo("203.0.113.1");
            var builder = new OkHttpClient.Builder();
            new GuardedKubernetesHttp(guard, Shared.create(), new TestContext())
                    .additionalConfig(builder);
            var request =
                    new Request.Builder()
                            .url("http://rebind.test:" + server.port() + "/api/v1/pods")
                            .build();
            var call = builder.build().newCall(request);

            assertThatThrownBy(call::execute)
                    .isInstanceOf(IOException.class)
                    .hasStackTraceContaining("EgressRefused");
            assertThat(asked).hasValueGreaterThan(1);
            assertThat(server.requests()).isZero();
        }
    }
}
