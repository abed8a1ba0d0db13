package io.sluice.app.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvelopeTest {
    private static final Keys.Given NOTHING =
            new Keys.Given(Optional.empty(), Optional.empty(), List.of());

    @TempDir private Path folder = Path.of("");

    private Envelope envelope(String name) throws Exception {
        return new Envelope(keys(name, false)::keyring);
    }

    private Keys keys(String name, boolean sealed) throws Exception {
        return Keys.load(NOTHING, folder.resolve(name), () -> sealed);
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
        var given = new Keys.Given(Optional.of("c2hvcnQ="), Optional.empty(), List.of());

        assertThatThrownBy(() -> Keys.load(given, folder, () -> false))
                .hasMessageContaining("32 bytes")
                .hasMessageNotContaining("c2hvcnQ");
    }

    @Test
    void makesNoNewKeyOverWhatIsSealed() {
        assertThatThrownBy(() -> keys("lost", true))
                .hasMessageContaining("master.key")
                .hasMessageContaining("A new key is not made");
        assertThat(folder.resolve("lost/master.key")).doesNotExist();
    }

    @Test
    void makesNoKeyInPlaceOfAFileThatSomebodyElseKeeps() {
        var file = folder.resolve("mounted/key");
        var given = new Keys.Given(Optional.empty(), Optional.of(file), List.of());

        assertThatThrownBy(() -> Keys.load(given, folder, () -> false))
                .hasMessageContaining("SLUICE_MASTER_KEY_FILE");
        assertThat(file).doesNotExist();
    }

    @Test
    void twoInstallationsShareNoKey() throws Exception {
        assertThat(keys("a", false).keyring().current())
                .isNotEqualTo(keys("b", false).keyring().current());
    }

    @Test
    void readsUnderBothKeysWhileOneTakesThePlaceOfTheOther() throws Exception {
        var keys = keys("a", false);
        var envelope = new Envelope(keys::keyring);
        var old = envelope.seal("secret", "p");
        var before = keys.keyring().current();
        keys.replace(new Keyring(MasterKey.random(), List.of(before)));
        var fresh = envelope.seal("secret 2", "p");

        // As after a crash in the middle: the file is all there is.
        var again = keys("a", true);
        var reader = new Envelope(again::keyring);
        assertThat(reader.open(old, "p")).isEqualTo("secret");
        assertThat(reader.open(fresh, "p")).isEqualTo("secret 2");
        assertThat(reader.outdated(old, "p")).isTrue();
        var rewrapped = reader.rewrap(old, "p").orElseThrow();
        assertThat(reader.rewrap(rewrapped, "p")).isEmpty();
        again.replace(new Keyring(again.keyring().current(), List.of()));

        assertThat(reader.open(rewrapped, "p")).isEqualTo("secret");
        assertThatThrownBy(() -> reader.open(old, "p")).isInstanceOf(UnreadableSecret.class);
        assertThat(Files.readAllLines(folder.resolve("a/master.key"))).hasSize(1);
        assertThat(Files.getPosixFilePermissions(folder.resolve("a/master.key"))).hasSize(2);
    }

    @Test
    void readsWhatWasSealedBeforeKeysHadNames() throws Exception {
        var keys = keys("a", false);
        var envelope = new Envelope(keys::keyring);
        var sealed = envelope.seal("secret", "p");
        var nameless = new byte[sealed.length - 8];
        nameless[0] = 1;
        System.arraycopy(sealed, 9, nameless, 1, sealed.length - 9);

        assertThat(envelope.open(nameless, "p")).isEqualTo("secret");
        assertThat(envelope.open(envelope.rewrap(nameless, "p").orElseThrow(), "p"))
                .isEqualTo("secret");
    }
}
