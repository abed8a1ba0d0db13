package io.sluice.nodes.aws;

import static io.sluice.nodes.qualys.Effects.apply;
import static io.sluice.nodes.qualys.Effects.failureOf;
import static io.sluice.nodes.qualys.Effects.persist;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.qualys.Effects;
import io.sluice.nodes.qualys.NodeTypeDocs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotNodesTest {
    private static final String KEY = "alias/backup";

    private AwsWorld world;
    private EncryptSnapshot encrypt;

    @BeforeEach
    void starts(@TempDir Path folder) throws IOException {
        world = AwsWorld.start(folder);
        encrypt = new EncryptSnapshot(world.connector());
    }

    @AfterEach
    void stops() {
        world.close();
    }

    private String snapshot(String wish) {
        var id = world.sandbox().ask("POST", "snapshots", wish).path("snapshotId").asString();
        world.sandbox().advance("PT30M");
        return id;
    }

    private EncryptSnapshot.Config config(String id) {
        return new EncryptSnapshot.Config("aws", null, id, KEY);
    }

    private SnapshotView describe(String id) throws NodeFailure {
        return new DescribeSnapshot(world.connector())
                .read(new DescribeSnapshot.Config("aws", null, id), world.context());
    }

    @Test
    @DisplayName(
            "F017: an unencrypted snapshot gets an encrypted copy with the chosen key and its tags")
    void makesAnEncryptedCopy() throws NodeFailure {
        var id = snapshot("{\"encrypted\":false,\"tags\":{\"team\":\"db\"}}");
        var plan = encrypt.plan(config(id), world.context()).request();
        NodeTypeDocs.survivesJson(plan);

        var started = encrypt.execute(plan, world.context());
        var done = Effects.follow(encrypt, plan, started, world.context(), world.sandbox());

        assertThat(done.notes()).anyMatch(note -> note.contains("pending"));
        var copy = describe(done.output().snapshotId());
        assertThat(copy.encrypted()).isTrue();
        assertThat(copy.kmsKeyId()).contains(KEY);
        assertThat(copy.state()).isEqualTo("completed");
        assertThat(copy.tags())
                .containsEntry("team", "db")
                .containsEntry("sluice:encrypted-from", id);
        var original = describe(id);
        assertThat(original.encrypted()).isFalse();
        assertThat(original.tags()).containsEntry("sluice:encrypted-copy", copy.snapshotId());
    }

    @Test
    @DisplayName("F017: one copy only, though every answer is lost once")
    void makesOneCopyThoughTheAnswerWasLost() throws NodeFailure {
        var id = snapshot("{}");
        world.sandbox().fault("aws", "CopySnapshot", "apply-then-drop", 1);

        var output = persist(encrypt, config(id), world.context());

        assertThat(world.applied("CopySnapshot")).hasSize(1);
        assertThat(output.snapshotId()).isNotEqualTo(id);
        assertThat(output.copied()).isTrue();
    }

    @Test
    void aCopyThatFailsTellsWhy() throws NodeFailure {
        var id = snapshot("{\"copyOutcome\":\"error\"}");
        var plan = encrypt.plan(config(id), world.context()).request();
        var started = encrypt.execute(plan, world.context());

        var failure =
                failureOf(() ->
                        Effects.follow(encrypt, plan, started, world.context(), world.sandbox()));

        assertThat(failure.code()).isEqualTo("aws.snapshot-copy-failed");
        assertThat(failure.retryable()).isFalse();
        assertThat(failure)
                .hasMessageContaining(
                        world.snapshot(started.snapshotId()).path("statusMessage").asString());
        assertThat(describe(id).tags()).doesNotContainKey("sluice:encrypted-copy");
    }

    @Test
    void leavesAnEncryptedSnapshotAlone() throws NodeFailure {
        var id = snapshot("{\"encrypted\":true}");

        var plan = encrypt.plan(config(id), world.context());
        var output = encrypt.execute(plan.request(), world.context());

        assertThat(plan.changes()).isEmpty();
        assertThat(output.snapshotId()).isEqualTo(id);
        assertThat(output.copied()).isFalse();
        assertThat(world.sandbox().calls("CopySnapshot")).isEmpty();
    }

    @Test
    @DisplayName("F017: a sweep finds what is not encrypted yet")
    void listsUnencryptedSnapshotsWithoutACopy() throws NodeFailure {
        var open = snapshot("{\"tags\":{\"team\":\"db\"}}");
        snapshot("{\"encrypted\":true,\"tags\":{\"team\":\"db\"}}");
        var done = snapshot("{\"tags\":{\"team\":\"db\",\"sluice:encrypted-copy\":\"snap-1\"}}");
        snapshot("{\"tags\":{\"team\":\"web\"}}");
        var list = new ListSnapshots(world.connector());

        var found =
                list.read(
                        new ListSnapshots.Config(
                                "aws",
                                null,
                                "unencrypted",
                                "completed",
                                Map.of("team", "db"),
                                "sluice:encrypted-copy",
                                10),
                        world.context());
        var cut =
                list.read(
                        new ListSnapshots.Config("aws", null, "any", "any", Map.of(), "", 2),
                        world.context());

        assertThat(found.snapshots()).extracting(SnapshotView::snapshotId).containsExactly(open);
        assertThat(found.snapshots()).extracting(SnapshotView::snapshotId).doesNotContain(done);
        assertThat(found.truncated()).isFalse();
        assertThat(cut.count()).isEqualTo(2);
        assertThat(cut.truncated()).isTrue();
    }

    @Test
    void deletesASnapshotOnce() throws NodeFailure {
        var id = snapshot("{}");
        var delete = new DeleteSnapshot(world.connector());
        var config = new DeleteSnapshot.Config("aws", null, id);
        world.sandbox().fault("aws", "DeleteSnapshot", "apply-then-drop", 1);

        var output = persist(delete, config, world.context());

        assertThat(output.deleted()).isTrue();
        assertThat(delete.plan(config, world.context()).changes()).isEmpty();
        assertThat(apply(delete, config, world.context()).deleted()).isFalse();
    }

    @Test
    void saysWhatStandsInTheWayOfDeleting() {
        var id = snapshot("{\"usedByImage\":true}");

        var failure =
                failureOf(() ->
                        apply(
                                new DeleteSnapshot(world.connector()),
                                new DeleteSnapshot.Config("aws", null, id),
                                world.context()));

        assertThat(failure.code()).isEqualTo("aws.invalid-snapshot.in-use");
        assertThat(failure).hasMessageContaining("deregister");
    }
}
