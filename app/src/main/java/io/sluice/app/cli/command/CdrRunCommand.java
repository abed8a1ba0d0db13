package io.sluice.app.cli.command;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.CliFailure;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Screen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Handles the findings of the last hours: once, or again and again. Without `--apply` it shows
/// what that would come to.
@Command(
        name = "run",
        description = "Make policies of the findings of the last hours.",
        exitCodeOnInvalidInput = CliFailure.PROBLEM,
        footer = {
            "",
            "Without --apply nothing is changed: the policies and how clusters differ are printed.",
            "Exit codes: 0 all is as it should be, 1 an error, also if only a part failed, 2 there are",
            "differences (without --apply). Without --once it goes on until it is stopped."
        })
public final class CdrRunCommand extends ApiCommand {
    /// Clusters are not as they should be, and nothing was changed.
    private static final int DIFFERENCES = 2;

    /// How an answer is written.
    enum Format {
        text,
        json
    }

    @Option(names = "--once", description = "Once rather than until it is stopped.")
    private boolean once;

    @Option(
            names = "--hours",
            paramLabel = "N",
            description = "How far back to look, at most 720 (default: ${DEFAULT-VALUE}).")
    private int hours = 24;

    @Option(names = "--apply", description = "Do it: by a run, which is waited for.")
    private boolean apply;

    @Option(
            names = "--connection",
            paramLabel = "NAME",
            description = "The connection to Qualys (default: ${DEFAULT-VALUE}).")
    private String connection = "qualys";

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            split = ",",
            description =
                    "A Kubernetes connection; further ones get each policy as well (default:"
                            + " kubernetes).")
    private List<String> clusters = new ArrayList<>();

    @Option(
            names = "--cluster-name",
            paramLabel = "NAME=CONNECTION",
            description = "The connection of the cluster that findings call so; repeatable.")
    private Map<String, String> clusterNames = new LinkedHashMap<>();

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = Span.class,
            description = "Without --once, how often: 90s, 15m, 1h (default: 1h).")
    private Duration every = Duration.ofHours(1);

    @Option(
            names = "--format",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.text;

    @Mixin private Following following = new Following();

    private boolean different;

    @Override
    protected boolean asJson() {
        return format == Format.json || super.asJson();
    }

    @Override
    protected int exitCode(Outcome outcome) {
        return outcome.good() ? (different ? DIFFERENCES : 0) : CliFailure.PROBLEM;
    }

    @Override
    protected int exitCode(CliFailure failure) {
        return CliFailure.PROBLEM;
    }

    @Override
    protected Outcome run(ApiClient api, Screen screen) {
        if (once) {
            return round(api, screen);
        }
        try (var pauses = new Pauses()) {
            for (boolean first = true; first || pauses.await(every); first = false) {
                again(api, screen, first);
            }
        }
        screen.line("Stopped.");
        different = false;
        return Outcome.good(Tree.EMPTY);
    }

    /// What goes wrong later is told and tried again; what is wrong from the start ends it.
    private void again(ApiClient api, Screen screen, boolean first) {
        try {
            var outcome = round(api, screen);
            if (asJson()) {
                around().out().println(outcome.answer().json());
            }
        } catch (CliFailure failure) {
            if (first && !failure.isUnreachable()) {
                throw failure;
            }
            tell(failure, screen);
        }
    }

    private Outcome round(ApiClient api, Screen screen) {
        return apply ? applied(api, screen) : planned(api, screen);
    }

    private Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("hours", hours);
        body.put("connection", connection);
        body.put("clusters", clusters);
        body.put("clusterNames", clusterNames);
        return body;
    }

    private Outcome planned(ApiClient api, Screen screen) {
        var plan = api.postPatiently("/policies/plan", body());
        new CdrReport(screen).plan(plan);
        different = !plan.flag("inOrder");
        var failed = CdrReport.failed(plan.list("differences"));
        return new Outcome(plan, failed.isEmpty());
    }

    private Outcome applied(ApiClient api, Screen screen) {
        var begun = api.postPatiently("/policies/apply", body());
        var report = new CdrReport(screen);
        report.begun(begun);
        var results = new ArrayList<Object>();
        boolean good = true;
        for (var run : begun.list("runs")) {
            var id = String.valueOf(run.value());
            screen.line("Run " + id + "  " + api.pageUrl("/runs/" + id));
            var ended = following.follow(id, api, screen);
            var found = CdrReport.results(ended.answer());
            found.forEach(one -> results.add(one.value()));
            good &= ended.good() && CdrReport.well(found);
            report.results(found);
        }
        var answer = new LinkedHashMap<String, Object>();
        begun.keys().forEach(key -> put(answer, key, begun.at(key)));
        answer.put("results", results);
        return new Outcome(new Tree(answer), good);
    }

    private static void put(Map<String, Object> map, String key, Tree value) {
        var found = value.value();
        if (found != null) {
            map.put(key, found);
        }
    }
}
