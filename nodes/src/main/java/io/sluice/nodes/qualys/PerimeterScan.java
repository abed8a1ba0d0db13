package io.sluice.nodes.qualys;

import io.sluice.engine.node.Change;
import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Progress;
import io.sluice.engine.node.Purpose;
import io.sluice.engine.node.Reconciliation;
import io.sluice.nodes.qualys.PerimeterScanForm.Config;
import io.sluice.nodes.qualys.PerimeterScanForm.Output;
import io.sluice.nodes.qualys.client.PerimeterScans;
import io.sluice.nodes.qualys.client.Qualys;
import io.sluice.nodes.qualys.client.ScanState;
import io.sluice.nodes.support.IdempotentTitle;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Launches a cloud perimeter scan and follows it until its results have been processed (F008).
///
/// Qualys keeps no link from a job to its scan but the title, which therefore is unique and made
/// from the effect's key. Time limits are measured by Qualys' own clock, from the time stamps of
/// its answers.
final class PerimeterScan implements EffectNode<Config, PerimeterScan.ScanPlan, Output> {
    /// How far before the job's submission scans are still looked for; harmless, since the title is
    /// unique, and generous because a job found again may not tell when it was submitted.
    private static final Duration LOOK_BACK = Duration.ofDays(1);

    private static final int LONGEST_TITLE = 100;

    private final Qualys qualys;

    PerimeterScan(Qualys qualys) {
        this.qualys = qualys;
    }

    /// @param title unique, names job and scan
    /// @param form the job's other fields as they are sent
    /// @param launchLimitSeconds how long the job may take to launch a scan
    public record ScanPlan(
            String connection, String title, Map<String, String> form, long launchLimitSeconds) {
        public ScanPlan {
            form = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(form));
        }
    }

    @Override
    public Plan<ScanPlan> plan(Config config, NodeContext context) throws NodeFailure {
        var plan =
                new ScanPlan(
                        config.connection(),
                        IdempotentTitle.of(config.title(), context, LONGEST_TITLE),
                        PerimeterScanForm.fields(config),
                        PerimeterScanForm.launchLimit(config).toSeconds());
        return Plan.of(
                plan,
                new Change(
                        "create perimeter scan job",
                        "scan",
                        "",
                        null,
                        plan.form,
                        "Launch perimeter scan '%s' with option profile '%s' through connector '%s'"
                                .formatted(
                                        plan.title,
                                        config.optionProfile(),
                                        config.connectorName())));
    }

    @Override
    public Output execute(ScanPlan plan, NodeContext context) throws NodeFailure {
        var scans = scans(plan, context);
        var existing = scans.job(plan.title).found();
        return submitted(
                existing.isPresent() ? existing.get() : scans.create(plan.title, plan.form));
    }

    @Override
    public Reconciliation<Output> reconcile(ScanPlan plan, NodeContext context) throws NodeFailure {
        return scans(plan, context)
                .job(plan.title)
                .found()
                .<Reconciliation<Output>>map(job -> new Reconciliation.Applied<>(submitted(job)))
                .orElseGet(Reconciliation.NotApplied::new);
    }

    @Override
    public Progress<Output> follow(ScanPlan plan, Output started, NodeContext context)
            throws NodeFailure {
        var scans = scans(plan, context);
        var submittedAt = Instant.parse(started.submittedAt());
        var look = scans.scan(plan.title, submittedAt.minus(LOOK_BACK));
        var next = qualys.open(plan.connection, context).pollInterval();
        if (look.found().isEmpty()) {
            var waited = Duration.between(submittedAt, look.at());
            return unlaunched(plan, started, waited, scans, next);
        }
        return progress(started, look.found().get(), next);
    }

    private static Progress<Output> unlaunched(
            ScanPlan plan, Output started, Duration waited, PerimeterScans scans, Duration next)
            throws NodeFailure {
        if (waited.compareTo(Duration.ofSeconds(plan.launchLimitSeconds)) < 0) {
            return Progress.pending(
                    next,
                    "Job %d '%s' has not launched its scan yet"
                            .formatted(started.jobId(), plan.title));
        }
        var there = scans.job(started.jobId()).found().isPresent();
        throw NodeFailure.permanent(
                "qualys.scan.not-launched",
                Fault.PROVIDER,
                ("Expected job %d '%s' to launch a scan within %s, it did not%s; check in "
                                + "Qualys' activity log whether tags, connector and load balancers lead to a "
                                + "public address, and whether a scanner was free.")
                        .formatted(
                                started.jobId(),
                                plan.title,
                                Duration.ofSeconds(plan.launchLimitSeconds),
                                there ? "" : " and the job is gone"));
    }

    private static Progress<Output> progress(
            Output started, PerimeterScans.Scan scan, Duration next) throws NodeFailure {
        return switch (scan.state()) {
            case ScanState.UnderWay(var name) ->
                    Progress.pending(next, "Scan %s is %s".formatted(scan.reference(), name));
            case ScanState.Finished() ->
                    scan.processed()
                            ? Progress.done(finished(started, scan))
                            : Progress.pending(
                                    next,
                                    "Scan %s has finished, its results are being processed"
                                            .formatted(scan.reference()));
            case ScanState.NoHost() ->
                    throw failed(
                            "qualys.scan.no-host",
                            scan,
                            "reached no host, nothing was scanned; check that the target has "
                                    + "a public address and is up");
            case ScanState.Failed() ->
                    throw failed(
                            "qualys.scan.error",
                            scan,
                            "ended with an error; its details are in Qualys' scan list");
            case ScanState.Canceled() ->
                    throw failed("qualys.scan.canceled", scan, "was canceled at Qualys");
        };
    }

    private static NodeFailure failed(String code, PerimeterScans.Scan scan, String how) {
        return NodeFailure.permanent(
                code,
                Fault.PROVIDER,
                "Expected scan %s '%s' to finish, it %s."
                        .formatted(scan.reference(), scan.title(), how));
    }

    private static Output submitted(PerimeterScans.Job job) {
        return new Output(
                job.id(), job.title(), "Submitted", job.since().toString(), null, null, null, null);
    }

    private static Output finished(Output started, PerimeterScans.Scan scan) {
        return new Output(
                started.jobId(),
                started.title(),
                "Finished",
                started.submittedAt(),
                scan.reference(),
                scan.launchedAt().map(Instant::toString).orElse(null),
                scan.duration().orElse(null),
                scan.target().orElse(null));
    }

    private PerimeterScans scans(ScanPlan plan, NodeContext context) throws NodeFailure {
        return qualys.open(plan.connection, context).perimeterScans();
    }

    /// A scan that went well: one that does not fails the step.
    @Override
    public Optional<Output> preview(ScanPlan plan) {
        return Optional.of(
                new Output(
                        Planned.ID,
                        plan.title,
                        "Finished",
                        Planned.TEXT,
                        Planned.TEXT,
                        Planned.TEXT,
                        Planned.TEXT,
                        Planned.TEXT));
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
        errors.put("qualys.scan.no-host", "The scan finished without reaching any host.");
        errors.put("qualys.scan.error", "The scan ended with an error.");
        errors.put("qualys.scan.canceled", "Somebody canceled the scan at Qualys.");
        errors.put("qualys.scan.not-launched", "The job launched no scan within the limit.");
        errors.put(
                "qualys.scan.bad-target", "The fields that say what to scan do not fit together.");
        return new NodeDescriptor(
                        "qualys.perimeter-scan",
                        1,
                        "Perimeter scan",
                        "Qualys Action",
                        "radar-2",
                        "Scans cloud machines from the internet and waits until the results have "
                                + "been processed.",
                        """
                        Creates a cloud perimeter scan job that runs once, now. Qualys picks it up within minutes, when a
                        scanner and a scan slot are free. The step waits, holding nothing, until the scan has **finished and
                        its results have been processed**; only then have TruRisk scores changed.

                        The scan covers every machine of the connector that carries the included tags and has a public
                        address, and the load balancers named. Qualys accepts a job even if nothing resolves: then no scan
                        is ever launched, and the step fails with `qualys.scan.not-launched` after the limit. A scan that
                        reaches no host is a failure too, not a success.

                        **Once only**: Qualys has no idempotency key, so job and scan carry a title made from this step's own
                        key. After a lost answer or a crash the job is looked up by it and adopted; a second one is created
                        only when there is none. A scan cannot be undone.
                        """,
                        List.of(
                                "vulnerability scan",
                                "external scan",
                                "vmdr",
                                "launch scan",
                                "ec2",
                                "cloud"),
                        "qualys",
                        QualysErrors.with(errors),
                        List.of(
                                "Qualys Role: Manager or Unit Manager",
                                "Qualys Subscription: Cloud Perimeter Scan",
                                "Qualys Scope: The connector and the tags of the scan"))
                .serving(Purpose.ASSESS);
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<ScanPlan> planType() {
        return ScanPlan.class;
    }

    @Override
    public Class<Output> outputType() {
        return Output.class;
    }
}
