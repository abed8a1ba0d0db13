package io.sluice.sandbox.world;

import java.util.HexFormat;
import java.util.UUID;

/// Ids that never repeat within one data folder, not even after a reset: a mix of the folder's own
/// seed and a durable counter.
public final class Ids {
    private final Table<Long> counters;

    Ids(Table<Long> counters, long seed) {
        this.counters = counters;
        if (counters.find("seed").isEmpty()) {
            counters.put("seed", seed);
        }
    }

    /// The next number of a sequence that starts after `base`.
    public long next(String sequence, long base) {
        long value = counters.find(sequence).orElse(base) + 1;
        counters.put(sequence, value);
        return value;
    }

    /// An AWS-like id: prefix, dash, 17 hexadecimal digits.
    public String aws(String prefix) {
        return prefix + "-0" + HexFormat.of().toHexDigits(fresh());
    }

    /// 32 hexadecimal digits, as a ServiceNow sys_id.
    public String sysId() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(fresh()) + hex.toHexDigits(fresh());
    }

    public String uuid() {
        long high = (fresh() & ~0xF000L) | 0x4000L;
        long low = (fresh() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /// Key material that only this data folder knows, for the tokens it signs.
    public String secret(String purpose) {
        return purpose + ":" + HexFormat.of().toHexDigits(mix(counters.load("seed") ^ 0x5EC2E7));
    }

    private long fresh() {
        return mix(counters.load("seed") + next("id", 0) * 0x9E3779B97F4A7C15L);
    }

    /// The finalizer of SplitMix64: a bijection, so distinct counters give distinct ids.
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
