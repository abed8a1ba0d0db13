package io.sluice.app.policy.plan;

import io.sluice.app.policy.CdrReading;
import io.sluice.db.policy.Findings;
import io.sluice.engine.node.NodeFailure;
import io.sluice.policy.finding.Finding;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Takes what is read, and notes what cannot be understood.
abstract sealed class Taken implements CdrReading.Taking {
    private static final int MOST_PLANNED = 20_000;
    private static final int MOST_NOTES = 100;

    private final List<String> notes = new ArrayList<>();
    private int count;

    /// All that came, those that cannot be understood included.
    final int count() {
        return count;
    }

    final List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public final void found(List<Finding> page) throws NodeFailure {
        count += page.size();
        take(page);
    }

    @Override
    public final void flawed(String why) {
        count++;
        if (notes.size() < MOST_NOTES) {
            notes.add("A finding cannot be understood: " + why);
        }
    }

    abstract void take(List<Finding> page) throws NodeFailure;

    /// Keeps what is not known yet, for as long as a plan takes.
    static final class Kept extends Taken {
        private final Findings findings;
        private final Findings.Opening opening;
        private final List<Finding> fresh = new ArrayList<>();

        Kept(Findings findings, Findings.Opening opening) {
            this.findings = findings;
            this.opening = opening;
        }

        List<Finding> fresh() {
            return fresh;
        }

        @Override
        void take(List<Finding> page) throws NodeFailure {
            fresh.addAll(findings.unknown(opening, page));
            if (fresh.size() > MOST_PLANNED) {
                throw NodeFailure.permanent(
                        "cdr.too-many",
                        NodeFailure.Fault.USER,
                        "Expected at most "
                                + MOST_PLANNED
                                + " new findings in one plan, found more; take fewer hours at once.");
            }
        }
    }

    /// Puts what is not known yet into a batch.
    static final class Appended extends Taken {
        private final Findings findings;
        private final Findings.Opening opening;
        private final String batch;
        private final InstantSource clock;
        private int fresh;

        Appended(Findings findings, Findings.Opening opening, String batch, InstantSource clock) {
            this.findings = findings;
            this.opening = opening;
            this.batch = batch;
            this.clock = clock;
        }

        int fresh() {
            return fresh;
        }

        @Override
        void take(List<Finding> page) {
            fresh += findings.append(opening, batch, page, clock.instant());
        }
    }
}
