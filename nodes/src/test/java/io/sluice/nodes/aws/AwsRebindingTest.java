package io.sluice.nodes.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.nodes.support.EgressGuard;
import io.sluice.nodes.support.EgressRefused;
import io.sluice.nodes.support.LoopbackServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/// ASVS V13.2.4: the address that was judged is the one that is connected to, in the SDK's client
/// too.
class AwsRebindingTest {
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
        try (var server = LoopbackServer.answering(LoopbackServer.with(200, new byte[0]));
                var http = new GuardedAwsHttp(guard)) {
            assertThat(guard.resolve("rebind.test").getFirst().getHostAddress())
                    .isEqualTo("203.0.113.1");
            var request =
                    SdkHttpRequest.builder()
                            .method(SdkHttpMethod.GET)
                            .uri(URI.create("http://rebind.test:" + server.port() + "/latest"))
                            .build();
            var call = http.prepareRequest(HttpExecuteRequest.builder().request(request).build());

            assertThatThrownBy(call::call)
                    .isInstanceOf(IOException.class)
                    .hasRootCauseInstanceOf(EgressRefused.class);
            assertThat(asked).hasValueGreaterThan(1);
            assertThat(server.requests()).isZero();
        }
    }
}
