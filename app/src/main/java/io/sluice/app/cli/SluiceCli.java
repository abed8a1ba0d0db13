package io.sluice.app.cli;

import io.sluice.app.cli.client.CliFailure;
import io.sluice.app.cli.command.ApiCommand;
import io.sluice.app.cli.command.ApprovalCommands;
import io.sluice.app.cli.command.AuditCommands;
import io.sluice.app.cli.command.BpmnCommand;
import io.sluice.app.cli.command.CdrCommands;
import io.sluice.app.cli.command.ConnectionsCommand;
import io.sluice.app.cli.command.DependenciesCommand;
import io.sluice.app.cli.command.EventsCommand;
import io.sluice.app.cli.command.KeyCommands;
import io.sluice.app.cli.command.LimitsCommand;
import io.sluice.app.cli.command.MessageCommands;
import io.sluice.app.cli.command.PauseCommands;
import io.sluice.app.cli.command.RerunCommands;
import io.sluice.app.cli.command.RetentionCommands;
import io.sluice.app.cli.command.RunCommands;
import io.sluice.app.cli.command.SetUpTokenCommand;
import io.sluice.app.cli.command.StartCommand;
import io.sluice.app.cli.command.StatusCommand;
import io.sluice.app.cli.command.StepCommands;
import io.sluice.app.cli.command.TemplateCommands;
import io.sluice.app.cli.command.TokenCommands;
import io.sluice.app.cli.command.VerifyCommand;
import io.sluice.app.cli.command.WorkflowCommands;
import io.sluice.app.cli.demo.DemoCommand;
import io.sluice.app.cli.terminal.Surroundings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ScopeType;

/// `sluice <command>`. Exit codes: 0 all is well; 1 what was asked for has a problem (the server
/// said no, a check found something, a run did not end well); 2 the command is wrong, or the server
/// cannot be reached.
@Command(
        name = "sluice",
        description = "Talks to a running Sluice server.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "sluice 0.1.0",
        synopsisSubcommandLabel = "<command>",
        footer = {
            "",
            "The server is found by SLUICE_URL, else on this machine by SLUICE_PORT (8080).",
            "The project is --project, else SLUICE_PROJECT, else the first you have a part in.",
            "The token is SLUICE_TOKEN, else the file cli-token in SLUICE_DATA (./data).",
            "Exit codes: 0 all is well, 1 there is a problem, 2 wrong usage or no server."
        },
        subcommands = {
            StatusCommand.class,
            DemoCommand.class,
            TemplateCommands.All.class,
            TemplateCommands.Install.class,
            WorkflowCommands.All.class,
            WorkflowCommands.One.class,
            WorkflowCommands.Publish.class,
            WorkflowCommands.Enable.class,
            WorkflowCommands.Disable.class,
            LimitsCommand.class,
            StartCommand.class,
            RunCommands.All.class,
            RunCommands.One.class,
            RunCommands.Log.class,
            RunCommands.Cancel.class,
            PauseCommands.Pause.class,
            PauseCommands.Resume.class,
            PauseCommands.StopAll.class,
            PauseCommands.ResumeAll.class,
            PauseCommands.All.class,
            StepCommands.Retry.class,
            StepCommands.Resolve.class,
            ApprovalCommands.All.class,
            ApprovalCommands.Approve.class,
            ApprovalCommands.Reject.class,
            EventsCommand.class,
            CdrCommands.class,
            MessageCommands.class,
            ConnectionsCommand.class,
            BpmnCommand.class,
            TokenCommands.class,
            SetUpTokenCommand.class,
            KeyCommands.class,
            AuditCommands.class,
            RerunCommands.Again.class,
            RerunCommands.Bulk.class,
            RetentionCommands.Show.class,
            RetentionCommands.Purge.class,
            RetentionCommands.All.class,
            VerifyCommand.class,
            DependenciesCommand.class
        })
public final class SluiceCli {
    private SluiceCli() {}

    /// Runs a command of this process.
    ///
    /// @return the exit code
    public static int run(String[] arguments) {
        return run(Surroundings.ofProcess(), arguments);
    }

    /// Runs a command in other surroundings than those of this process.
    public static int run(Surroundings around, String... arguments) {
        var cli = commandLine(around);
        cli.setOut(new PrintWriter(around.out(), true, StandardCharsets.UTF_8));
        cli.setErr(new PrintWriter(around.err(), true, StandardCharsets.UTF_8));
        cli.setExecutionExceptionHandler((failure, command, _) -> {
            command.getErr().println("sluice: a defect, please report it: " + failure);
            return CliFailure.PROBLEM;
        });
        if (arguments.length == 0) {
            cli.usage(cli.getErr());
            return CliFailure.USAGE_OR_UNREACHABLE;
        }
        return cli.execute(arguments);
    }

    /// All commands there are, to be asked what they understand.
    public static CommandLine commandLine(Surroundings around) {
        return new CommandLine(new SluiceCli(), new PlacingFactory(around))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    }

    /// Makes commands, and puts them into their surroundings.
    private record PlacingFactory(Surroundings around) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            var made = CommandLine.defaultFactory().create(type);
            if (made instanceof ApiCommand command) {
                command.place(around);
            }
            return made;
        }
    }
}
