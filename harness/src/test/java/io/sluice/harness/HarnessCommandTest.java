package io.sluice.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class HarnessCommandTest {
    private static Trial trial(String line) {
        var command = HarnessCommand.line();
        command.parseArgs(line.split(" "));
        return command.<HarnessCommand>getCommand().trial();
    }

    @Test
    void whatIsNotToldIsUsual() {
        assertThat(trial("--seed 7"))
                .isEqualTo(new Trial("h2", 1, List.of(Fault.KILL), 500, 10, 7));
    }

    @Test
    void optionsComeInAnyOrderAndSeveralNodesMeanPostgresql() {
        assertThat(trial("--faults kill,restart --runs 20 --nodes 2 --kills 3"))
                .isEqualTo(
                        new Trial("postgresql", 2, List.of(Fault.KILL, Fault.RESTART), 20, 3, 1));
        assertThat(trial("--faults disconnect --db postgresql").faults())
                .containsExactly(Fault.DISCONNECT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--faults flood | flood",
                "--runs many | many",
                "--runs 0 | at least one node, one run and one fault",
                "--db h2 --nodes 2 | Expected --db postgresql for several nodes",
                "--faults restart | Expected --db postgresql",
                "--db postgresql --faults disk | Expected --db h2 for a full disk",
                "--frob | --frob"
            })
    void whatCannotBeTriedIsSaidAndNothingIsStarted(String line, String said) {
        var told = new StringWriter();
        int exit = HarnessCommand.line().setErr(new PrintWriter(told)).execute(line.split(" "));
        assertThat(exit).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(told.toString()).contains(said).contains("Usage: ./sluice harness");
    }
}
