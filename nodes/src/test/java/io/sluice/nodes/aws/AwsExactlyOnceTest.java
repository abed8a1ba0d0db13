package io.sluice.nodes.aws;

import static io.sluice.nodes.qualys.Effects.persist;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// F010, F016, F017: while AWS carries out writes and drops the connection before it answers, and
/// drops others before it carries them out, still exactly one of each.
class AwsExactlyOnceTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void doesEachThingOnceWhateverIsLost(long seed, @TempDir Path folder)
            throws IOException, NodeFailure {
        try (var world = AwsWorld.start(folder)) {
            var vm = world.launch(3);
            var original = world.groups(vm);
            var snapshot =
                    world.sandbox().ask("POST", "snapshots", "{}").path("snapshotId").asString();
            world.sandbox().advance("PT30M");
            world.sandbox().fault(fault("apply-then-drop", seed));
            world.sandbox().fault(fault("drop-before", seed + 100));
            var context = world.context();

            persist(
                    new Quarantine(world.connector()),
                    new Quarantine.Config("aws", null, vm),
                    context.effectKey("11111111111111111111111111111111"));
            persist(
                    new PatchLane(world.connector()),
                    new PatchLane.Config("aws", null, vm, List.of("198.51.100.0/24")),
                    context.effectKey("22222222222222222222222222222222"));
            persist(
                    new Release(world.connector()),
                    new Release.Config("aws", null, vm, List.of()),
                    context.effectKey("33333333333333333333333333333333"));
            persist(
                    new EncryptSnapshot(world.connector()),
                    new EncryptSnapshot.Config("aws", null, snapshot, null),
                    context.effectKey("44444444444444444444444444444444"));

            assertThat(world.groups(vm)).isEqualTo(original);
            assertThat(OriginalGroups.keys(world.tags(world.vm(vm)))).isEmpty();
            assertThat(world.applied("CopySnapshot")).hasSize(1);
            assertThat(world.applied("CreateSecurityGroup")).hasSize(2);
            assertThat(moves(world))
                    .hasSize(3)
                    .allSatisfy((id, moves) -> assertThat(moves).isEqualTo(3));
        }
    }

    /// How often the groups of each interface changed: in, on, out.
    private static Map<String, Long> moves(AwsWorld world) {
        return world.applied("ModifyNetworkInterfaceAttribute").stream()
                .map((JsonNode call) -> call.path("subject").asString())
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
    }

    private static String fault(String kind, long seed) {
        return "{\"service\":\"aws\",\"operation\":\"*\",\"kind\":\"%s\",\"probability\":0.3,\"seed\":%d}"
                .formatted(kind, seed);
    }
}
