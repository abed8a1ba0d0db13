package io.sluice.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Whatever happens to a file, reading it answers.
class DamagedFilesTest {
    private static final Pattern PIECE = Pattern.compile("<[^>]*>|\"[^\"]*\"|[A-Za-z_0-9-]+");

    private final BpmnReader reader = new BpmnReader();
    private final BpmnWriter writer = new BpmnWriter();
    private int read;

    @Test
    void areReadOrRefusedAndNeverThrow() {
        var files =
                List.of(
                        Bpmn20.resource("engine.bpmn"),
                        Bpmn20.resource("collaboration.bpmn"),
                        writer.write(SampleWorkflows.everyKind()),
                        writer.write(AreaWorkflows.everyKind()),
                        writer.write(
                                Bpmn20.imported(Bpmn20.resource("collaboration.bpmn")).workflow()));
        for (int seed = 0; seed < 1_000; seed++) {
            var damaged = damage(files.get(seed % files.size()), new Random(seed));

            assertThatCode(() -> roundTrip(damaged))
                    .as("seed %d%n%s", seed, damaged)
                    .doesNotThrowAnyException();
        }
        assertThat(read).isGreaterThan(100);
    }

    /// What could be read can be written, and comes back equal.
    private void roundTrip(String xml) {
        if (reader.read(xml.getBytes(StandardCharsets.UTF_8))
                instanceof BpmnImport.Imported(var workflow, _)) {
            read++;
            var again = reader.read(writer.write(workflow).getBytes(StandardCharsets.UTF_8));
            if (!(again instanceof BpmnImport.Imported(var same, _)) || !same.equals(workflow)) {
                throw new AssertionError("Came back as " + again);
            }
        }
    }

    /// Exchanges, drops or doubles pieces of the text that look alike.
    private static String damage(String xml, Random random) {
        var result = xml;
        for (int i = 0; i <= random.nextInt(3); i++) {
            var pieces = new ArrayList<int[]>();
            var matcher = PIECE.matcher(result);
            while (matcher.find()) {
                pieces.add(new int[] {matcher.start(), matcher.end()});
            }
            var at = pieces.get(random.nextInt(pieces.size()));
            var from = pieces.get(random.nextInt(pieces.size()));
            var other = result.substring(from[0], from[1]);
            var own = result.substring(at[0], at[1]);
            var put =
                    switch (random.nextInt(4)) {
                        case 0 -> "";
                        case 1 -> own + own;
                        default -> own.charAt(0) == other.charAt(0) ? other : own;
                    };
            result = result.substring(0, at[0]) + put + result.substring(at[1]);
        }
        return result;
    }
}
