package io.sluice.sandbox.world;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Cloud Detection and Response has found. Its times are the machine's: whoever polls chooses
/// the window by its own clock.
public final class Detections {
    private static final String ONLY = "only";
    private static final int MAX_FINDINGS = 100_000;

    private final World world;
    private final Table<Finding> findings;
    private final Table<Service> service;

    Detections(World world) {
        this.world = world;
        this.findings = world.table("cdrFindings", Finding.class);
        this.service = world.table("cdrService", Service.class);
    }

    /// One finding.
    ///
    /// @param id sorts by time, then by the order of being raised
    /// @param polled whether the findings API shows it
    /// @param body as the findings API shows it
    public record Finding(
            String id,
            String uuid,
            Instant at,
            boolean polled,
            Map<String, @Nullable Object> body) {
        public Finding {
            body = Collections.unmodifiableMap(new LinkedHashMap<>(body));
        }
    }

    /// How the findings API behaves.
    ///
    /// @param provisioned whether the subscription has Cloud Detection and Response at all
    /// @param maxPageSize a page holds no more than this, whatever is asked
    public record Service(boolean provisioned, int maxPageSize) {
        static final Service DEFAULT = new Service(true, 1_000);

        public Service {
            if (maxPageSize < 1 || maxPageSize > 10_000) {
                throw new IllegalArgumentException(
                        "Expected maxPageSize from 1 to 10000, found " + maxPageSize);
            }
        }
    }

    /// Adds a finding; the oldest is forgotten when there are too many.
    public Finding add(
            String uuid, Instant at, boolean polled, Map<String, @Nullable Object> body) {
        String id = "%015d-%010d".formatted(at.toEpochMilli(), world.ids().next("cdrFinding", 0));
        Finding finding = new Finding(id, uuid, at, polled, body);
        findings.put(id, finding);
        while (findings.size() > MAX_FINDINGS) {
            findings.remove(findings.rows().firstKey());
        }
        return finding;
    }

    /// The findings from `from` to `to`, both included, newest first.
    public Collection<Finding> between(Instant from, Instant to) {
        if (from.isAfter(to)) {
            return Collections.emptyList();
        }
        return findings.rows()
                .subMap(
                        "%015d".formatted(from.toEpochMilli()),
                        true,
                        "%015d".formatted(to.toEpochMilli() + 1),
                        false)
                .descendingMap()
                .values();
    }

    /// All findings, newest first.
    public Collection<Finding> newestFirst() {
        return findings.rows().descendingMap().values();
    }

    public Service service() {
        return service.find(ONLY).orElse(Service.DEFAULT);
    }

    public void setService(Service changed) {
        service.put(ONLY, changed);
    }

    public void clear() {
        findings.clear();
    }

    void reset() {
        findings.clear();
        service.clear();
    }
}
