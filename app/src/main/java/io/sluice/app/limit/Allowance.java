package io.sluice.app.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/// So many a while for each name, as a bucket that fills again: a burst of all at once, then as
/// they come in.
public final class Allowance {
    private static final int MOST_NAMES = 10_000;

    private final double most;
    private final double perNano;
    private final LongSupplier nanos;
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder()
                    .maximumSize(MOST_NAMES)
                    .expireAfterAccess(Duration.ofMinutes(10))
                    .build();

    private static final class Bucket {
        private double left;
        private long seen;

        Bucket(double left, long seen) {
            this.left = left;
            this.seen = seen;
        }
    }

    /// @param most in one burst
    /// @param within how long an empty bucket takes to be full
    public Allowance(int most, Duration within, LongSupplier nanos) {
        this.most = most;
        this.perNano = most / (double) within.toNanos();
        this.nanos = nanos;
    }

    /// Takes one, if there is one.
    public boolean take(String name) {
        var bucket = filled(name);
        synchronized (bucket) {
            if (bucket.left < 1) {
                return false;
            }
            bucket.left--;
            return true;
        }
    }

    /// Whether there is one.
    public boolean has(String name) {
        var bucket = filled(name);
        synchronized (bucket) {
            return bucket.left >= 1;
        }
    }

    private Bucket filled(String name) {
        var bucket = buckets.get(name, _ -> new Bucket(most, nanos.getAsLong()));
        synchronized (bucket) {
            long now = nanos.getAsLong();
            bucket.left = Math.min(most, bucket.left + (now - bucket.seen) * perNano);
            bucket.seen = now;
            return bucket;
        }
    }
}
