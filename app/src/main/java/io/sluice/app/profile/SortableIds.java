package io.sluice.app.profile;

import io.sluice.engine.port.Ids;
import io.sluice.engine.run.RunId;
import java.security.SecureRandom;
import java.time.Instant;

/// Run ids that sort by time: 48 bits of milliseconds and 80 random bits, as 26 characters of
/// Crockford's base 32.
final class SortableIds implements Ids {
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int TIME = 10;
    private static final int RANDOM = 16;
    private static final int BITS = 5;

    private final SecureRandom random = new SecureRandom();

    @Override
    public RunId nextRun(Instant now) {
        var id = new char[TIME + RANDOM];
        long millis = now.toEpochMilli();
        for (int i = TIME - 1; i >= 0; i--) {
            id[i] = ALPHABET[(int) (millis & 31)];
            millis >>>= BITS;
        }
        long high = random.nextLong();
        long low = random.nextLong();
        for (int i = 0; i < RANDOM; i++) {
            long source = i < RANDOM / 2 ? high >>> (i * BITS) : low >>> ((i - RANDOM / 2) * BITS);
            id[TIME + i] = ALPHABET[(int) (source & 31)];
        }
        return new RunId(new String(id));
    }
}
