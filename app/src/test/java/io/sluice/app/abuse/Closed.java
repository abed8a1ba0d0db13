package io.sluice.app.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.api.Client;

/// What every refusal has in common.
final class Closed {
    private Closed() {}

    /// A 4xx with our form of a problem, and nothing of the inside.
    static void checked(Client.Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isBetween(400, 499);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.code()).isNotEmpty();
        nothingInside(reply.body());
    }

    static void nothingInside(String text) {
        assertThat(text)
                .doesNotContain(
                        "\tat ", "at io.sluice", "java.lang.", "org.springframework", "Caused by");
    }
}
