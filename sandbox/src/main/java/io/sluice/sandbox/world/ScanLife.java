package io.sluice.sandbox.world;

import io.sluice.sandbox.world.Scan.State;
import io.sluice.sandbox.world.Vm.ScanOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// From a scan job to a score: picked up, queued, running, finished, processed.
public final class ScanLife {
    private final World world;
    private final Subscription subscription;
    private final ScanTargets targets;

    ScanLife(World world, Subscription subscription) {
        this.world = world;
        this.subscription = subscription;
        this.targets = new ScanTargets(subscription);
    }

    /// Puts an active job on the agenda, an inactive one off it.
    public void schedule(ScanJob job) {
        String key = Subscription.key(job.id());
        world.agenda().cancel(Agenda.Kind.SCAN_JOB_STARTS, key);
        Instant next = job.nextLaunch();
        if (job.active() && next != null) {
            world.agenda().add(next, Agenda.Kind.SCAN_JOB_STARTS, key);
        }
    }

    /// When a job that is active from now on is picked up.
    public Instant firstLaunch(Map<String, String> parameters) {
        Instant pickUp = world.now().plus(world.pace().scanPickup());
        return "recurring".equals(parameters.get("schedule"))
                ? Recurrence.of(parameters).first(pickUp)
                : pickUp;
    }

    void pickUp(String key, Instant at) {
        subscription.scanJobs().find(key).filter(ScanJob::active).ifPresent(job -> launch(job, at));
    }

    private void launch(ScanJob job, Instant at) {
        List<Vm> found = targets.of(job);
        boolean scans = found.stream().anyMatch(vm -> vm.fate().scanOutcome() != ScanOutcome.NEVER);
        String problem = null;
        if (scans) {
            begin(job.title(), "Scheduled", found.stream().map(Vm::instanceId).toList(), at);
        } else {
            problem =
                    found.isEmpty()
                            ? "No asset with a public address resolves from the tags of this job"
                            : "No scanner appliance was available";
        }
        Instant next = nextLaunch(job, at);
        ScanJob done = job.launched(next != null, next, problem);
        subscription.scanJobs().put(Subscription.key(job.id()), done);
        schedule(done);
    }

    private static @Nullable Instant nextLaunch(ScanJob job, Instant at) {
        boolean again =
                job.isRecurring()
                        && job.parameter("recurrence")
                                .map(runs -> Integer.parseInt(runs) > job.launches() + 1)
                                .orElse(true);
        return again ? Recurrence.of(job.parameters()).after(at) : null;
    }

    /// Queues a scan of machines.
    public Scan begin(String title, String type, List<String> instanceIds, Instant at) {
        long id = world.ids().next("scan", 12344);
        Scan scan =
                new Scan(
                        "scan/%d.%d".formatted(at.getEpochSecond(), id),
                        id,
                        title,
                        type,
                        at,
                        State.QUEUED,
                        null,
                        null,
                        null,
                        false,
                        instanceIds,
                        List.of());
        subscription.scans().put(scan.ref(), scan);
        later(scan, at.plus(world.pace().scanQueue()));
        return scan;
    }

    private void later(Scan scan, Instant due) {
        world.agenda().add(due, Agenda.Kind.SCAN_MOVES, scan.ref());
    }

    void move(String ref, Instant at) {
        subscription
                .scans()
                .find(ref)
                .ifPresent(scan -> {
                    switch (scan.state()) {
                        case QUEUED -> run(scan, at);
                        case RUNNING -> end(scan, at);
                        case FINISHED -> process(scan);
                        case PAUSED, CANCELED, ERROR -> {}
                    }
                });
    }

    private void run(Scan scan, Instant at) {
        subscription.scans().put(scan.ref(), scan.in(State.RUNNING, at));
        later(scan, at.plus(world.pace().scanRun()));
    }

    /// The worst that any target has in store is what becomes of the whole scan.
    private void end(Scan scan, Instant at) {
        List<Vm> vms = scan.targets().stream().map(world.cloud().vms()::load).toList();
        if (anyEnds(vms, ScanOutcome.ERROR)) {
            subscription.scans().put(scan.ref(), scan.in(State.ERROR, at));
        } else if (anyEnds(vms, ScanOutcome.CANCELED)) {
            subscription.scans().put(scan.ref(), scan.in(State.CANCELED, at));
        } else {
            List<String> reached =
                    vms.stream()
                            .filter(vm -> vm.fate().scanOutcome() == ScanOutcome.FINISHED)
                            .filter(world.cloud()::answersScanner)
                            .map(Vm::instanceId)
                            .toList();
            subscription.scans().put(scan.ref(), scan.finished(reached, at));
            later(scan, at.plus(world.pace().scanProcess()));
        }
    }

    private static boolean anyEnds(List<Vm> vms, ScanOutcome outcome) {
        return vms.stream().anyMatch(vm -> vm.fate().scanOutcome() == outcome);
    }

    private void process(Scan scan) {
        Instant ended = scan.ended() == null ? scan.launched() : scan.ended();
        scan.reached().forEach(instanceId -> score(instanceId, ended));
        subscription.scans().put(scan.ref(), scan.done());
    }

    private void score(String instanceId, Instant at) {
        Vm vm = world.cloud().vms().load(instanceId);
        for (Asset asset : subscription.assetOf(instanceId).stream().toList()) {
            Asset scanned = asset.scanned(vm.fate().truRisk(), at);
            subscription.assets().put(Subscription.key(asset.assetId()), scanned);
        }
    }

    /// Ends a scan that is not over; answers whether it did.
    public boolean cancel(Scan scan) {
        if (scan.state().isOver()) {
            return false;
        }
        world.agenda().cancel(Agenda.Kind.SCAN_MOVES, scan.ref());
        subscription.scans().put(scan.ref(), scan.in(State.CANCELED, world.now()));
        return true;
    }

    /// Holds a running scan; answers whether it was running.
    public boolean pause(Scan scan) {
        if (scan.state() != State.RUNNING) {
            return false;
        }
        world.agenda().cancel(Agenda.Kind.SCAN_MOVES, scan.ref());
        subscription.scans().put(scan.ref(), scan.in(State.PAUSED, world.now()));
        return true;
    }

    /// Goes on with a paused scan; answers whether it was paused.
    public boolean resume(Scan scan) {
        if (scan.state() != State.PAUSED) {
            return false;
        }
        run(scan, world.now());
        return true;
    }

    public void delete(Scan scan) {
        world.agenda().cancel(Agenda.Kind.SCAN_MOVES, scan.ref());
        subscription.scans().remove(scan.ref());
    }
}
