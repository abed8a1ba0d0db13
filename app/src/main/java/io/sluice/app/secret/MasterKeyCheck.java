package io.sluice.app.secret;

import java.util.Base64;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Makes sure that all processes over one database hold its master key: the first one seals a word,
/// every other must be able to open it.
public final class MasterKeyCheck {
    private static final String WORD = "sluice";
    private static final String PURPOSE = "master-key-check";

    private MasterKeyCheck() {}

    /// Whether anything in the database was sealed.
    public static boolean sealed(JdbcClient jdbc) {
        return jdbc.sql(
                                """
                                select (select count(*) from master_key_check)
                                    + (select count(*) from connection where secrets <> '{}')
                                    + (select count(*) from trigger_secret)
                                """)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /// @throws IllegalStateException if the database belongs to another master key
    public static void run(JdbcClient jdbc, Envelope envelope) {
        var word = word(jdbc);
        if (word.isEmpty()) {
            if (sealed(jdbc)) {
                throw new IllegalStateException(
                        "Expected the row of master_key_check that tells this database's master"
                                + " key, found none although secrets are sealed; bring the table"
                                + " back from a backup.");
            }
            begin(jdbc, envelope);
            word = word(jdbc);
        }
        try {
            if (envelope.open(word.orElseThrow(), PURPOSE).equals(WORD)) {
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

    /// Whether the word is still sealed under another key than the current.
    public static boolean outdated(JdbcClient jdbc, Envelope envelope) {
        return envelope.outdated(word(jdbc).orElseThrow(), PURPOSE);
    }

    /// Seals the word under the current master key.
    public static void renew(JdbcClient jdbc, Envelope envelope) {
        jdbc.sql("update master_key_check set sealed = :sealed where id = 1")
                .param("sealed", text(envelope))
                .update();
    }

    private static Optional<byte[]> word(JdbcClient jdbc) {
        return jdbc.sql("select sealed from master_key_check where id = 1")
                .query(String.class)
                .optional()
                .map(Base64.getDecoder()::decode);
    }

    private static String text(Envelope envelope) {
        return Base64.getEncoder().encodeToString(envelope.seal(WORD, PURPOSE));
    }

    private static void begin(JdbcClient jdbc, Envelope envelope) {
        try {
            jdbc.sql("insert into master_key_check (id, sealed) values (1, :sealed)")
                    .param("sealed", text(envelope))
                    .update();
        } catch (DuplicateKeyException e) {
            // Another process was first; its word is read.
        }
    }
}
