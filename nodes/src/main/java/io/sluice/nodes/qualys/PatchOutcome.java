package io.sluice.nodes.qualys;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.nodes.qualys.client.PatchJobs;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Judges the results of a patch job: under way, patched, failed, or never carried out.
final class PatchOutcome {
    private static final Pattern TIMED_OUT =
            Pattern.compile(
                    "tim(ed|e)[ _-]?out|expired|not[ _-]?attempted", Pattern.CASE_INSENSITIVE);

    private PatchOutcome() {}

    /// Whether every asset has ended.
    static boolean settled(PatchJobs.Results results) {
        return results.complete()
                && results.assets().stream().allMatch(asset -> asset.ended() && !asset.underWay());
    }

    /// Why the job is no success; empty while it is under way, and when it is one.
    ///
    /// @param overdue whether the job's own time-out has long passed, so that nothing more will
    ///   come
    static Optional<NodeFailure> failure(String name, PatchJobs.Results results, boolean overdue) {
        if (!settled(results)) {
            return overdue ? Optional.of(timedOut(name, unsettled(results))) : Optional.empty();
        }
        var failed = assets(results, asset -> asset.failed() > 0 && !untouched(asset));
        if (!failed.isEmpty()) {
            return Optional.of(failed(name, failed));
        }
        var untouched = assets(results, PatchOutcome::untouched);
        return untouched.isEmpty() ? Optional.empty() : Optional.of(timedOut(name, untouched));
    }

    /// It ended without having done its work: still waiting to begin, or out of time. Its patches
    /// may be counted as failed then, which they are not: nobody tried.
    private static boolean untouched(PatchJobs.AssetResult asset) {
        return asset.pending() || TIMED_OUT.matcher(asset.status()).find();
    }

    private static List<PatchJobs.AssetResult> unsettled(PatchJobs.Results results) {
        return assets(results, asset -> !asset.ended() || asset.underWay());
    }

    private static List<PatchJobs.AssetResult> assets(
            PatchJobs.Results results, Predicate<PatchJobs.AssetResult> wanted) {
        return results.assets().stream().filter(wanted).toList();
    }

    private static NodeFailure failed(String name, List<PatchJobs.AssetResult> assets) {
        var list =
                assets.stream()
                        .map(asset ->
                                "%s: %d failed, %d succeeded"
                                        .formatted(
                                                asset.name(), asset.failed(), asset.successful()))
                        .toList();
        return NodeFailure.permanent(
                "qualys.patch.failed",
                Fault.PROVIDER,
                ("Expected patch job '%s' to install every patch, some failed (%s); look at "
                                + "the job's results at Qualys.")
                        .formatted(name, String.join("; ", list)));
    }

    private static NodeFailure timedOut(String name, List<PatchJobs.AssetResult> assets) {
        var names = assets.stream().map(PatchJobs.AssetResult::name).toList();
        return NodeFailure.permanent(
                "qualys.patch.timed-out",
                Fault.PROVIDER,
                ("Expected patch job '%s' to reach every asset before its time-out, it did "
                                + "not reach %s; see that the agent runs and that the machine may talk to "
                                + "Qualys (a quarantined one may not).")
                        .formatted(name, names.isEmpty() ? "any" : String.join(", ", names)));
    }

    /// What is waited for, for people.
    static String note(String name, PatchJobs.Results results) {
        var ended = assets(results, PatchJobs.AssetResult::ended).size();
        var waiting = assets(results, PatchJobs.AssetResult::pending).size();
        return "Patch job '%s': %d of %d asset(s) have ended, %d not reached yet"
                .formatted(name, ended, Math.max(results.assets().size(), ended), waiting);
    }
}
