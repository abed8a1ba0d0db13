package io.sluice.nodes.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.engine.node.Connection;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedactionTest {
    private static final Redaction REDACTION =
            Redaction.of(
                    new Connection(
                            "a",
                            "http",
                            Map.of("username", "joe"),
                            Map.of("password", "p&ss wörd")));

    @Test
    void blotsOutEveryFormOfASecret() {
        var text =
                "plain p&ss wörd, url p%26ss+w%C3%B6rd, base64 cCZzcyB3w7ZyZA==, basic am9lOnAmc3Mgd8O2cmQ=";

        assertThat(REDACTION.apply(text)).isEqualTo("plain •••, url •••, base64 •••, basic •••");
    }

    @Test
    void titlesCarryTheKeyWhateverTheirLength() {
        var context = new TestContext().effectKey("k".repeat(32));

        var title = IdempotentTitle.of("Scan of ".repeat(50), context, 100);

        assertThat(title).hasSizeLessThanOrEqualTo(100).endsWith("[sluice " + "k".repeat(32) + "]");
        assertThat(IdempotentTitle.isOf(title, "k".repeat(32))).isTrue();
        assertThat(IdempotentTitle.isOf(title, "x".repeat(32))).isFalse();
        assertThatThrownBy(() -> IdempotentTitle.of("x", context, 20))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
