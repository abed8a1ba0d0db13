package io.sluice.sandbox.world;

import io.sluice.sandbox.world.PatchJob.Phase;
import io.sluice.sandbox.world.PatchJob.Result;
import io.sluice.sandbox.world.PatchJob.Run;
import io.sluice.sandbox.world.Vm.PatchOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How patch jobs run: an agent that can reach its platform checks in, patches, and reports; one
/// that cannot stays pending until the job's time is over.
public final class PatchLife {
    /// What is left of a machine's score once it has been patched, seen by the next scan.
    private static final int SCORE_LEFT_PERCENT = 40;

    private final World world;
    private final Subscription subscription;

    PatchLife(World world, Subscription subscription) {
        this.world = world;
        this.subscription = subscription;
    }

    /// Enables a job and starts a run of it that ends after `timeout` at the latest.
    public PatchJob enable(PatchJob job, Instant begin, Duration timeout) {
        Run run =
                new Run(
                        world.ids().uuid(),
                        begin,
                        begin.plus(timeout),
                        job.assetUuids().stream().map(this::waiting).toList());
        List<Run> runs = new ArrayList<>(job.runs());
        runs.add(run);
        PatchJob enabled = job.enabled(true).with(runs);
        subscription.patchJobs().put(job.id(), enabled);
        world.agenda()
                .add(
                        begin.plus(world.pace().agentCheckIn()),
                        Agenda.Kind.AGENT_CHECKS_IN,
                        job.id());
        return enabled;
    }

    /// A disabled job makes no further progress.
    public PatchJob disable(PatchJob job) {
        PatchJob disabled = job.enabled(false);
        subscription.patchJobs().put(job.id(), disabled);
        world.agenda().cancel(Agenda.Kind.AGENT_CHECKS_IN, job.id());
        return disabled;
    }

    public void delete(PatchJob job) {
        world.agenda().cancel(Agenda.Kind.AGENT_CHECKS_IN, job.id());
        subscription.patchJobs().remove(job.id());
    }

    private Result waiting(String assetUuid) {
        int missing = machine(assetUuid).map(vm -> vm.fate().missingPatches()).orElse(0);
        return new Result(assetUuid, Phase.WAITING, missing, null, null, null);
    }

    private Optional<Vm> machine(String assetUuid) {
        return subscription.assetByAgent(assetUuid).map(subscription::machine);
    }

    void checkIn(String jobId, Instant at) {
        subscription
                .patchJobs()
                .find(jobId)
                .filter(job -> job.enabled() && !job.runs().isEmpty())
                .ifPresent(job -> checkIn(job, at));
    }

    private void checkIn(PatchJob job, Instant at) {
        Run run = job.runs().getLast();
        List<Result> results = run.results().stream().map(r -> next(r, run, at)).toList();
        Run moved = new Run(run.instanceId(), run.scheduled(), run.deadline(), results);
        if (!results.equals(run.results())) {
            List<Run> runs = new ArrayList<>(job.runs());
            runs.set(runs.size() - 1, moved);
            subscription.patchJobs().put(job.id(), job.with(runs));
        }
        if (!moved.isOver()) {
            world.agenda()
                    .add(
                            at.plus(world.pace().agentCheckIn()),
                            Agenda.Kind.AGENT_CHECKS_IN,
                            job.id());
        }
    }

    private Result next(Result result, Run run, Instant at) {
        if (result.phase().isOver()) {
            return result;
        }
        if (!at.isBefore(run.deadline())) {
            return result.in(Phase.TIMED_OUT, run.deadline());
        }
        return machine(result.assetUuid())
                .filter(world.cloud()::reachesOut)
                .map(vm -> progress(result, vm, at))
                .orElse(result);
    }

    private Result progress(Result result, Vm vm, Instant at) {
        if (vm.fate().patchOutcome() == PatchOutcome.PENDING) {
            return result;
        }
        Instant finishes = result.finishes();
        if (finishes == null) {
            return new Result(
                    result.assetUuid(),
                    Phase.EXECUTING,
                    result.patches(),
                    at,
                    at.plus(world.pace().patchRun()),
                    null);
        }
        return at.isBefore(finishes) ? result : end(result, vm, at);
    }

    private Result end(Result result, Vm vm, Instant at) {
        if (vm.fate().patchOutcome() == PatchOutcome.FAILED) {
            return result.in(Phase.FAILED, at);
        }
        Vm.Fate fate = vm.fate();
        Integer score = fate.truRisk();
        Vm.Fate patched =
                new Vm.Fate(
                        fate.agent(),
                        fate.initialTruRisk(),
                        score == null ? null : (Integer) (score * SCORE_LEFT_PERCENT / 100),
                        0,
                        fate.scanOutcome(),
                        fate.patchOutcome());
        world.cloud().vms().put(vm.instanceId(), vm.with(patched));
        return result.in(Phase.SUCCEEDED, at);
    }
}
