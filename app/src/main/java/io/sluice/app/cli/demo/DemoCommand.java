package io.sluice.app.cli.demo;

import io.sluice.app.cli.ApiClient;
import io.sluice.app.cli.ApiCommand;
import io.sluice.app.cli.CliFailure;
import io.sluice.app.cli.Screen;
import io.sluice.codec.value.JsonValues;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sluice demo internet-facing-vm`: launches a machine in the simulated cloud and follows what the
/// workflow does about it. Exit code 0 only if the run ended as the template promises.
@Command(
        name = "demo",
        description =
                "Show a template at work: launch a VM in the sandbox, follow the run, approve, check.")
public final class DemoCommand extends ApiCommand {
    private static final String TEMPLATE = "internet-facing-vm";

    @Parameters(paramLabel = "<template>", description = "internet-facing-vm")
    private String template = TEMPLATE;

    @Option(names = "--yes", description = "Approve the change without asking.")
    private boolean yes;

    @Option(names = "--timeout", description = "How long to wait in all, as PT5M.")
    private Duration timeout = Duration.ofMinutes(10);

    @Override
    protected int run(ApiClient api, Screen people) {
        if (!template.equals(TEMPLATE)) {
            throw CliFailure.usage(
                    "Expected the template '" + TEMPLATE + "', found '" + template + "'.");
        }
        var screen = json() ? new Screen(nowhere()) : people;
        var deadline = new Deadline(timeout);
        var stage = new Stage(api, screen);
        stage.set(template);
        var vm = stage.launch();
        var run = stage.awaitRun(vm, deadline);
        var approver = new Approver(api, screen, yes);
        var ended = new Following(api, screen, approver).follow(run, deadline);
        var promise = Promise.of(ended, api.get("/sandbox"), vm);
        new Summary(screen).show(ended, promise, api.pageUrl("/runs/" + run));
        if (json()) {
            people.line(
                    JsonValues.write(
                            Map.of(
                                    "run", run,
                                    "instance", vm.instanceId(),
                                    "kept", promise.kept(),
                                    "checks", promise.asData())));
        }
        return promise.kept() ? 0 : CliFailure.PROBLEM;
    }

    private static PrintStream nowhere() {
        return new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    }
}
