package io.sluice.policy.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.policy.network.Preview.Flow;
import io.sluice.policy.network.Preview.Pod;
import io.sluice.policy.tracing.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
        "F034, F037, F054: what a network policy selects and cuts is told before it is applied")
class PreviewTest {
    private static final Scope WEB = new Scope("prod", "shop", "web", Map.of("app", "web"), "");
    private static final Blocks BLOCKS =
            new Blocks(List.of("203.0.113.0/24", "2001:db8::1"), List.of(4444));

    @Test
    void podsWithAllLabelsOfTheNamespaceAreSelected() {
        var web = new Pod("shop", "web-1", Map.of("app", "web", "tier", "x"), false);
        var host = new Pod("shop", "web-2", Map.of("app", "web"), true);
        var others =
                List.of(
                        web,
                        host,
                        new Pod("shop", "db-1", Map.of("app", "db"), false),
                        new Pod("other", "web-1", Map.of("app", "web"), false));

        var preview = Preview.of(WEB, BLOCKS, others, List.of());

        assertThat(preview.selected()).containsExactly(web, host);
        assertThat(preview.uncovered()).containsExactly(host);
    }

    @Test
    void flowsToBlockedAddressesAndPortsAreCutAndNoOthers() {
        var pods = List.of(new Pod("shop", "web-1", Map.of("app", "web"), false));
        var toRange = flow("web-1", "203.0.113.77", 443, "TCP");
        var mapped = flow("web-1", "::ffff:203.0.113.9", 443, "TCP");
        var sixth = flow("web-1", "2001:db8::1", 53, "UDP");
        var toPort = flow("web-1", "198.51.100.1", 4444, "TCP");
        var free =
                List.of(
                        flow("web-1", "198.51.100.1", 4444, "UDP"),
                        flow("web-1", "198.51.100.1", 443, "TCP"),
                        flow("db-1", "203.0.113.77", 443, "TCP"),
                        flow("web-1", "no address", 443, "TCP"));
        var all = new java.util.ArrayList<>(free);
        all.addAll(List.of(toRange, mapped, sixth, toPort));

        assertThat(Preview.of(WEB, BLOCKS, pods, all).cut())
                .containsExactly(toRange, mapped, sixth, toPort);
    }

    private static Flow flow(String pod, String address, int port, String protocol) {
        return new Flow("shop", pod, address, port, protocol);
    }
}
