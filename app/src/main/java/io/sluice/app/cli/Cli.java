package io.sluice.app.cli;

import io.sluice.app.cli.demo.DemoCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// `sluice <command>`. Exit codes: 0 it is done, 1 it is not (the server said no, a check failed),
/// 2 the command is wrong or the server cannot be reached.
@Command(
        name = "sluice",
        description = "Talks to a running Sluice server.",
        mixinStandardHelpOptions = true,
        version = "sluice 0.1.0",
        synopsisSubcommandLabel = "<command>",
        subcommands = {
            WorkflowCommands.List.class,
            WorkflowCommands.Start.class,
            RunCommands.List.class,
            RunCommands.Show.class,
            RunCommands.Cancel.class,
            RunCommands.Approve.class,
            RunCommands.Reject.class,
            SystemCommands.Events.class,
            SystemCommands.Connections.class,
            SystemCommands.Verify.class,
            TemplateCommands.List.class,
            TemplateCommands.Install.class,
            BpmnCommand.class,
            DemoCommand.class,
            HelpCommand.class
        })
public final class Cli {
    /// @return the exit code
    public static int run(String... arguments) {
        var cli = new CommandLine(new Cli());
        cli.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        cli.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        cli.getSubcommands()
                .values()
                .forEach(one -> one.getCommandSpec().mixinStandardHelpOptions(true));
        cli.setCaseInsensitiveEnumValuesAllowed(true);
        cli.setExecutionExceptionHandler((failure, command, _) -> {
            command.getErr().println("sluice: " + failure);
            return CliFailure.PROBLEM;
        });
        if (arguments.length == 0) {
            cli.usage(System.err);
            return CliFailure.USAGE_OR_UNREACHABLE;
        }
        return cli.execute(arguments);
    }
}
