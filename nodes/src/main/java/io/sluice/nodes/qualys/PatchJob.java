package io.sluice.nodes.qualys;

import io.sluice.engine.node.Change;
import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Progress;
import io.sluice.engine.node.Purpose;
import io.sluice.engine.node.Reconciliation;
import io.sluice.nodes.qualys.PatchJobForm.Config;
import io.sluice.nodes.qualys.PatchJobForm.Output;
import io.sluice.nodes.qualys.client.PatchJobs;
import io.sluice.nodes.qualys.client.Qualys;
import io.sluice.nodes.support.IdempotentTitle;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Patches assets by a job of Patch Management and follows it until every asset has ended (F015).
///
/// The job is created disabled and then enabled: a job whose creation was not answered is found by
/// its name, which is unique, and enabled only once.
final class PatchJob implements EffectNode<Config, PatchJob.PatchPlan, Output> {
    private static final int LONGEST_TITLE = 100;

    private final Qualys qualys;

    PatchJob(Qualys qualys) {
        this.qualys = qualys;
    }

    /// @param name unique, names the job
    /// @param form the job's other fields as they are sent
    /// @param timeoutHours how long Qualys lets the job try
    public record PatchPlan(
            String connection,
            String name,
            String platform,
            Map<String, @Nullable Object> form,
            long timeoutHours) {
        public PatchPlan {
            form = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(form));
        }
    }

    @Override
    public Plan<PatchPlan> plan(Config config, NodeContext context) throws NodeFailure {
        PatchJobForm.check(config);
        var agents =
                qualys.open(config.connection(), context).patchJobs().agents(config.assetIds());
        var plan =
                new PatchPlan(
                        config.connection(),
                        IdempotentTitle.of(config.name(), context, LONGEST_TITLE),
                        config.platform(),
                        PatchJobForm.fields(config, agents),
                        config.timeoutHours());
        return Plan.of(
                plan,
                new Change(
                        "create and enable patch job",
                        "patch job",
                        "",
                        null,
                        plan.form,
                        "Patch %d %s asset(s) %s with the patches of '%s' by job '%s'"
                                .formatted(
                                        agents.size(),
                                        config.platform(),
                                        config.assetIds(),
                                        config.query(),
                                        plan.name)));
    }

    @Override
    public Output execute(PatchPlan plan, NodeContext context) throws NodeFailure {
        var jobs = jobs(plan, context);
        var existing = jobs.named(plan.name, plan.platform);
        var job = existing.isPresent() ? existing.get() : jobs.create(plan.form, plan.name);
        if (!job.enabled()) {
            jobs.enable(job);
        }
        return PatchJobForm.started(job, context.now());
    }

    /// A job that is there but disabled was not begun: executing again adopts and enables it.
    @Override
    public Reconciliation<Output> reconcile(PatchPlan plan, NodeContext context)
            throws NodeFailure {
        return jobs(plan, context)
                .named(plan.name, plan.platform)
                .filter(PatchJobs.Job::enabled)
                .<Reconciliation<Output>>map(job ->
                        new Reconciliation.Applied<>(PatchJobForm.started(job, context.now())))
                .orElseGet(Reconciliation.NotApplied::new);
    }

    @Override
    public Progress<Output> follow(PatchPlan plan, Output started, NodeContext context)
            throws NodeFailure {
        var results = jobs(plan, context).results(started.jobId());
        var overdue =
                Duration.between(Instant.parse(started.startedAt()), context.now())
                                .compareTo(Duration.ofHours(plan.timeoutHours + 1))
                        > 0;
        var failure = PatchOutcome.failure(plan.name, results, overdue);
        if (failure.isPresent()) {
            throw failure.get();
        }
        return PatchOutcome.settled(results)
                ? Progress.done(PatchJobForm.finished(started, results))
                : Progress.pending(
                        qualys.open(plan.connection, context).pollInterval(),
                        PatchOutcome.note(plan.name, results));
    }

    private PatchJobs jobs(PatchPlan plan, NodeContext context) throws NodeFailure {
        return qualys.open(plan.connection, context).patchJobs();
    }

    @Override
    public Optional<Output> preview(PatchPlan plan) {
        return Optional.of(PatchJobForm.planned(plan.name, plan.form));
    }

    @Override
    public Object made(Output output) {
        return output.jobId();
    }

    @Override
    public EffectClass effectClass() {
        return EffectClass.PROBE;
    }

    @Override
    public Duration visibilityWindow() {
        return Duration.ofMinutes(1);
    }

    @Override
    public NodeDescriptor descriptor() {
        var errors = new LinkedHashMap<String, String>();
        errors.put("qualys.patch.failed", "The job ended and at least one patch failed.");
        errors.put(
                "qualys.patch.timed-out",
                "The job's time was over before an asset had patched, as when it cannot be "
                        + "reached.");
        errors.put("qualys.patch.no-agent", "An asset has no Cloud Agent that can patch.");
        errors.put("qualys.patch.bad-request", "The fields do not fit together.");
        errors.put("qualys.patch.too-many-jobs", "Qualys cannot list all jobs any more.");
        return new NodeDescriptor(
                        "qualys.patch-job",
                        1,
                        "Patch assets",
                        "Qualys Action",
                        "bandage",
                        "Installs missing patches on assets and waits for the result.",
                        """
                        Looks up the Cloud Agents of the assets, creates an on-demand job with the patches that the query
                        selects, enables it, and waits, holding nothing, until **every asset has ended**. The output counts
                        successful, failed, superseded and not applicable patches of each asset; a pending reboot is told
                        apart, for the patch is then installed but not in force.

                        The agent must reach Qualys: a fully isolated machine cannot be patched and the job waits for it
                        until its time-out, then the step fails with `qualys.patch.timed-out`. Move a quarantined machine
                        into a patch lane first.

                        **Once only**: Patch Management has no idempotency key, so the job carries a name made from this
                        step's own key and is created disabled. After a lost answer or a crash it is looked up by that name;
                        if it is there it is enabled rather than created again. Installed patches are not undone.
                        """,
                        List.of("patch", "remediate", "update", "install", "fix", "deployment job"),
                        "qualys",
                        QualysErrors.with(errors),
                        List.of(
                                "Qualys Patch Management: Create Job, Enable/Disable Job, View Job",
                                "Qualys Licence: Patch Management for the assets"))
                .serving(Purpose.PATCH);
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<PatchPlan> planType() {
        return PatchPlan.class;
    }

    @Override
    public Class<Output> outputType() {
        return Output.class;
    }
}
