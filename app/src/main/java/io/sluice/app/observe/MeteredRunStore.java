package io.sluice.app.observe;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sluice.engine.port.Children;
import io.sluice.engine.port.Claim;
import io.sluice.engine.port.CommitResult;
import io.sluice.engine.port.RunCommit;
import io.sluice.engine.port.RunStore;
import io.sluice.engine.port.StoredRun;
import io.sluice.engine.run.RunId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A run store that tells how long its transactions take and how many decisions share one.
public final class MeteredRunStore implements RunStore {
    private final RunStore store;
    private final Timer commits;
    private final Timer claims;
    private final DistributionSummary batch;

    public MeteredRunStore(RunStore store, MeterRegistry registry) {
        this.store = store;
        commits =
                Timer.builder("sluice.commit")
                        .description("One group commit")
                        .publishPercentileHistogram()
                        .register(registry);
        claims =
                Timer.builder("sluice.claim")
                        .description("One look for due runs")
                        .register(registry);
        batch =
                DistributionSummary.builder("sluice.commit.size")
                        .description("Decisions in one group commit")
                        .register(registry);
    }

    @Override
    public Children children() {
        return store.children();
    }

    @Override
    public Map<RunId, StoredRun> load(Collection<RunId> ids) {
        return store.load(ids);
    }

    @Override
    public Prepared prepare(RunCommit commit) {
        return store.prepare(commit);
    }

    @Override
    public boolean sideBySide() {
        return store.sideBySide();
    }

    @Override
    public List<CommitResult> commit(List<? extends Prepared> decisions) {
        batch.record(decisions.size());
        return Objects.requireNonNull(commits.record(() -> store.commit(decisions)));
    }

    @Override
    public List<Claimed> claim(Claim asked) {
        return Objects.requireNonNull(claims.record(() -> store.claim(asked)));
    }
}
