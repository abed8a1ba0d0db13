package io.sluice.app.trigger;

import io.sluice.app.profile.AppTables;
import io.sluice.app.secret.Envelope;
import io.sluice.app.secret.SealedRows;
import io.sluice.app.security.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The addresses of workflows' own webhooks: 144 bits that only this installation can tell, the
/// same as long as the start node keeps its id.
@Component
class HookAddresses implements SealedRows {
    private static final String PURPOSE = "hook-seed";
    private static final int SEED = 32;
    private static final int BYTES = 18;

    private final JdbcClient jdbc;
    private final Envelope envelope;
    private final byte[] seed;

    HookAddresses(JdbcClient jdbc, Envelope envelope, AppTables tables) {
        tables.require();
        this.jdbc = jdbc;
        this.envelope = envelope;
        if (sealed().isEmpty()) {
            begin();
        }
        seed = Base64.getDecoder().decode(envelope.open(sealed().orElseThrow(), PURPOSE));
    }

    private Optional<byte[]> sealed() {
        return jdbc.sql("select sealed from hook_seed where id = 1")
                .query(String.class)
                .optional()
                .map(Base64.getDecoder()::decode);
    }

    private void begin() {
        try {
            var fresh = Base64.getEncoder().encodeToString(Tokens.bytes(SEED));
            jdbc.sql("insert into hook_seed (id, sealed) values (1, :sealed)")
                    .param("sealed", text(envelope.seal(fresh, PURPOSE)))
                    .update();
        } catch (DuplicateKeyException e) {
            // Another process was first; its seed is read.
        }
    }

    private static String text(byte[] sealed) {
        return Base64.getEncoder().encodeToString(sealed);
    }

    /// The last part of the address.
    String key(String project, String workflow, String node) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(seed, "HmacSHA256"));
            var name = project + "\n" + workflow + "\n" + node;
            var hash = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    @Override
    public String what() {
        return "webhook addresses";
    }

    @Override
    public long count() {
        return 1;
    }

    @Override
    public long outdated() {
        return sealed().filter(one -> envelope.outdated(one, PURPOSE)).isPresent() ? 1 : 0;
    }

    @Override
    public long rewrap() {
        var old = sealed().orElseThrow();
        var anew = envelope.rewrap(old, PURPOSE);
        if (anew.isEmpty()) {
            return 0;
        }
        return jdbc.sql("update hook_seed set sealed = :anew where id = 1 and sealed = :old")
                .param("anew", text(anew.get()))
                .param("old", text(old))
                .update();
    }
}
