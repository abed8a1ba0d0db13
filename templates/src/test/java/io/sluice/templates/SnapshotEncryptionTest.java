package io.sluice.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("F017: snapshots must be encrypted")
class SnapshotEncryptionTest {
    private Sandbox sandbox;
    private TemplateRun run;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        sandbox = new Sandbox(folder);
        run = new TemplateRun(sandbox, "snapshot-encryption");
    }

    @AfterEach
    void close() {
        run.askedOnlyForWhatItsNodesName();
        run.close();
        sandbox.close();
    }

    private String snapshot(String wish) {
        return Sandbox.text(sandbox.post("snapshots", wish), "snapshotId");
    }

    private TemplateRun created(String snapshotId) {
        var trigger = new LinkedHashMap<String, @Nullable Object>();
        trigger.put("snapshotId", snapshotId);
        trigger.put("region", "us-east-1");
        trigger.put("account", "111122223333");
        trigger.put("eventId", "7bf7");
        return run.start("created", trigger);
    }

    private List<Map<String, @Nullable Object>> encrypted() {
        return sandbox.all("snapshots").stream()
                .filter(one -> Boolean.TRUE.equals(one.get("encrypted")))
                .toList();
    }

    private boolean exists(String snapshotId) {
        return sandbox.all("snapshots").stream()
                .anyMatch(one -> snapshotId.equals(one.get("snapshotId")));
    }

    @Test
    void hasNoProblem() {
        assertThat(run.problems()).filteredOn(Problem::blocks).isEmpty();
    }

    @Test
    void makesAnEncryptedCopyAndKeepsTheOriginalTagged() {
        var original = snapshot("{\"encrypted\":false,\"tags\":{\"team\":\"web\"}}");

        created(original).endedAt("done");

        assertThat(encrypted()).hasSize(1);
        assertThat(String.valueOf(encrypted().getFirst().get("tags"))).contains("team");
        assertThat(exists(original)).isTrue();
    }

    @Test
    void leavesAnEncryptedSnapshotAlone() {
        created(snapshot("{\"encrypted\":true}")).endedAt("done");

        assertThat(sandbox.all("snapshots")).hasSize(1);
    }

    @Test
    void deletesTheOriginalOnlyWhenConfiguredAndApproved() {
        var original = snapshot("{}");
        run.with("deleteOriginal", true);

        created(original).goOn("ask");
        assertThat(exists(original)).isTrue();
        run.decide("ask", "approved").endedAt("done");

        assertThat(exists(original)).isFalse();
        assertThat(encrypted()).hasSize(1);
    }

    @Test
    void keepsTheOriginalWhenTheDeletionIsRejected() {
        var original = snapshot("{}");
        run.with("deleteOriginal", true);

        created(original).goOn("ask");
        run.decide("ask", "rejected").endedAt("done");

        assertThat(exists(original)).isTrue();
    }

    @Test
    void aCopyThatFailsAsksAPersonAndTouchesNothing() {
        var original = snapshot("{\"copyOutcome\":\"error\"}");

        created(original).goOn();

        assertThat(run.state().incidentCount()).isEqualTo(1);
        assertThat(exists(original)).isTrue();
    }

    @Test
    void theDailySweepTakesEveryUnencryptedSnapshot() {
        snapshot("{}");
        snapshot("{}");
        snapshot("{\"encrypted\":true}");

        run.start("daily", Map.of("dueAt", "2026-01-05T04:00:00Z")).endedAt("done");

        assertThat(encrypted()).hasSize(3);
    }
}
