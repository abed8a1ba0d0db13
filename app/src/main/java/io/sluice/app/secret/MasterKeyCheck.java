package io.sluice.app.secret;

import java.util.Base64;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Makes sure that all processes over one database hold the same master key: the first one seals a
/// word, every other must be able to open it.
public final class MasterKeyCheck {
    private static final String WORD = "sluice";
    private static final String PURPOSE = "master-key-check";

    private MasterKeyCheck() {}

    /// @throws IllegalStateException if the database belongs to another master key
    public static void run(JdbcClient jdbc, Envelope envelope) {
        var sealed = sealed(jdbc);
        if (sealed.isEmpty()) {
            begin(jdbc, envelope);
            sealed = sealed(jdbc);
        }
        try {
            var word = envelope.open(Base64.getDecoder().decode(sealed.orElseThrow()), PURPOSE);
            if (word.equals(WORD)) {
                return;
            }
        } catch (UnreadableSecret e) {
            // Told below.
        }
        throw new IllegalStateException(
                "Expected the master key this database was begun with, found another; set"
                        + " SLUICE_MASTER_KEY to the same value on every node, or bring back the"
                        + " file master.key of the first data folder.");
    }

    private static Optional<String> sealed(JdbcClient jdbc) {
        return jdbc.sql("select sealed from master_key_check where id = 1")
                .query(String.class)
                .optional();
    }

    private static void begin(JdbcClient jdbc, Envelope envelope) {
        try {
            jdbc.sql("insert into master_key_check (id, sealed) values (1, :sealed)")
                    .param(
                            "sealed",
                            Base64.getEncoder().encodeToString(envelope.seal(WORD, PURPOSE)))
                    .update();
        } catch (DuplicateKeyException e) {
            // Another process was first; its word is read.
        }
    }
}
