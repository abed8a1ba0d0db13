package io.sluice.app.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvelopeTest {
    @TempDir private Path folder = Path.of("");

    private Envelope envelope(String name) throws Exception {
        return new Envelope(MasterKey.load(Optional.empty(), folder.resolve(name)));
    }

    @Test
    void opensWhatItSealed() throws Exception {
        var envelope = envelope("a");

        var sealed = envelope.seal("geheim ✓", "default/qualys/password");

        assertThat(envelope.open(sealed, "default/qualys/password")).isEqualTo("geheim ✓");
        assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("geheim");
        assertThat(sealed).isNotEqualTo(envelope.seal("geheim ✓", "default/qualys/password"));
    }

    @Test
    void opensNothingForAnotherPurposeOrKeyOrWhenChanged() throws Exception {
        var envelope = envelope("a");
        var sealed = envelope.seal("secret", "default/qualys/password");

        assertThatThrownBy(() -> envelope.open(sealed, "default/aws/password"))
                .isInstanceOf(UnreadableSecret.class)
                .hasMessageNotContaining("secret'");
        var other = envelope("b");
        assertThatThrownBy(() -> other.open(sealed, "default/qualys/password"))
                .isInstanceOf(UnreadableSecret.class);
        for (int i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> envelope.open(changed, "default/qualys/password"))
                    .isInstanceOf(UnreadableSecret.class);
        }
    }

    @Test
    void keepsItsKeyInAFileForItsOwnerOnly() throws Exception {
        var first = envelope("a").seal("secret", "p");

        assertThat(envelope("a").open(first, "p")).isEqualTo("secret");
        assertThat(Files.getPosixFilePermissions(folder.resolve("a/master.key"))).hasSize(2);
    }

    @Test
    void refusesAKeyOfAnotherLengthWithoutShowingIt() {
        assertThatThrownBy(() -> MasterKey.load(Optional.of("c2hvcnQ="), folder))
                .hasMessageContaining("32 bytes")
                .hasMessageNotContaining("c2hvcnQ");
    }
}
