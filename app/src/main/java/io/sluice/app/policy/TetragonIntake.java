package io.sluice.app.policy;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.db.policy.Policies;
import io.sluice.db.policy.PolicyHits;
import io.sluice.policy.hit.Hit;
import io.sluice.policy.hit.TetragonEvents;
import io.sluice.policy.register.PolicyRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes in what Tetragon agents export, line by line: what matched a policy is added up, and any
/// readable line shows that the cluster is heard.
@Component
class TetragonIntake {
    private static final int MOST_FLAWS = 20;

    private final Policies policies;
    private final PolicyHits hits;
    private final CdrProperties properties;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    TetragonIntake(
            Policies policies,
            PolicyHits hits,
            CdrProperties properties,
            MeterRegistry meters,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.policies = policies;
        this.hits = hits;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    /// What became of some lines.
    ///
    /// @param lines how many there were
    /// @param hits how many matched a policy of ours
    /// @param foreign how many matched a policy that is not ours
    /// @param flaws of lines that could not be read, with their numbers
    record Taken(int lines, int hits, int foreign, List<String> flaws) {}

    private record Where(String policy, String namespace, String pod, String binary) {}

    private static final class Sum {
        private long seen;
        private long stopped;
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;

        void add(Hit hit) {
            seen++;
            stopped += hit.stopped() ? 1 : 0;
            first = hit.at().isBefore(first) ? hit.at() : first;
            last = hit.at().isAfter(last) ? hit.at() : last;
        }
    }

    /// @param cluster the connection of the cluster the lines are of
    Taken take(String project, String cluster, Stream<String> lines) {
        var sums = new LinkedHashMap<Where, Sum>();
        var flaws = new ArrayList<String>();
        int[] count = {0, 0};
        lines.forEach(line -> {
            count[0]++;
            switch (TetragonEvents.read(line)) {
                case TetragonEvents.Matched(var hit) ->
                        sums.computeIfAbsent(where(hit), _ -> new Sum()).add(hit);
                case TetragonEvents.Other() -> {}
                case TetragonEvents.Malformed(var why) -> {
                    count[1]++;
                    if (flaws.size() < MOST_FLAWS) {
                        flaws.add("line " + count[0] + ": " + why);
                    }
                }
            }
        });
        if (count[0] == count[1]) {
            return new Taken(count[0], 0, 0, flaws);
        }
        var stored = transaction.execute(_ -> store(project, cluster, sums));
        int ours = stored == null ? 0 : stored;
        int all = Math.toIntExact(sums.values().stream().mapToLong(sum -> sum.seen).sum());
        meters.counter("sluice.policy.hits", "outcome", "ours").increment(ours);
        meters.counter("sluice.policy.hits", "outcome", "foreign").increment(all - ours);
        return new Taken(count[0], ours, all - ours, flaws);
    }

    private static Where where(Hit hit) {
        return new Where(
                PolicyRecord.ownName(hit.policy()), hit.namespace(), hit.pod(), hit.binary());
    }

    private int store(String project, String cluster, Map<Where, Sum> sums) {
        var now = clock.instant();
        hits.heard(project, cluster, now, properties.feedGap());
        var known = new LinkedHashMap<String, Optional<PolicyRecord>>();
        int ours = 0;
        for (var entry : sums.entrySet()) {
            var where = entry.getKey();
            var policy =
                    known.computeIfAbsent(where.policy(), name -> find(project, cluster, name));
            if (policy.isPresent()) {
                var sum = entry.getValue();
                ours += Math.toIntExact(sum.seen);
                hits.add(
                        policy.get().id(),
                        policy.get().generation(),
                        new PolicyHits.Group(
                                cluster,
                                where.namespace(),
                                where.pod(),
                                where.binary(),
                                sum.seen,
                                // An agent says of a policy that only watches that it acted, too.
                                policy.get().status().enforcing() ? sum.stopped : 0,
                                // Clocks of nodes may be ahead; nothing happens later than now.
                                earlier(sum.first, now),
                                earlier(sum.last, now)));
            }
        }
        return ours;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Optional<PolicyRecord> find(String project, String cluster, String name) {
        return policies.ofObject(project, name).stream()
                .filter(policy -> policy.clusters().contains(cluster))
                .findFirst();
    }
}
