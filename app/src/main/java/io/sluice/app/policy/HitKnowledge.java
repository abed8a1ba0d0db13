package io.sluice.app.policy;

import io.sluice.db.policy.PolicyHits;
import io.sluice.policy.lifecycle.Hits;
import io.sluice.policy.register.PolicyKind;
import io.sluice.policy.register.PolicyRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/// What is known of a policy's hits. They are known when every one of its clusters has told what
/// its agents see, without a gap, since the audit began; otherwise they are unknown, never none.
@Component
class HitKnowledge {
    /// A feed may begin that much after the audit: agents report at intervals.
    private static final Duration LATE = Duration.ofMinutes(10);

    private final PolicyHits hits;
    private final CdrProperties properties;
    private final InstantSource clock;

    HitKnowledge(PolicyHits hits, CdrProperties properties, InstantSource clock) {
        this.hits = hits;
        this.properties = properties;
        this.clock = clock;
    }

    Hits of(PolicyRecord policy) {
        if (policy.key().kind() != PolicyKind.TRACING) {
            return new Hits.Unknown(
                    "A network policy has no form that only reports; look at the pods it selects and"
                            + " the flows it would cut.");
        }
        if (policy.auditSince().isEmpty()) {
            return new Hits.Unknown("Its audit has not begun.");
        }
        var since = policy.auditSince().get();
        for (var cluster : policy.clusters()) {
            var silence = silence(policy.project(), cluster, since);
            if (!silence.isEmpty()) {
                return new Hits.Unknown(silence);
            }
        }
        var totals = hits.totals(policy.id(), policy.generation());
        return new Hits.Known(totals.seen(), totals.unexplained());
    }

    private String silence(String project, String cluster, Instant since) {
        var feed = hits.feed(project, cluster);
        if (feed.isEmpty()) {
            return "Nothing tells what the agents of cluster '" + cluster + "' see.";
        }
        if (feed.get().lastAt().isBefore(clock.instant().minus(properties.feedGap()))) {
            return "Cluster '" + cluster + "' was last heard of at " + feed.get().lastAt() + ".";
        }
        return feed.get().since().isAfter(since.plus(LATE))
                ? "Cluster '"
                        + cluster
                        + "' tells of hits since "
                        + feed.get().since()
                        + " only; the audit began at "
                        + since
                        + "."
                : "";
    }
}
