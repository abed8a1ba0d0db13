package io.sluice.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.codec.record.JsonRecords;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.NodeEnvironment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// That no two runs change one thing at once: node types that change the same name the same lock.
class LocksTest {
    private static List<String> locks(String type, Map<String, @Nullable Object> plan) {
        var environment =
                new NodeEnvironment(() -> Instant.parse("2026-01-05T10:00:00Z"), Set.of());
        var node = Catalogues.installed(environment).nodeType(type).orElseThrow().type();
        return node instanceof EffectNode<?, ?, ?> effect ? of(effect, plan) : List.of();
    }

    private static <P extends Record> List<String> of(
            EffectNode<?, P, ?> node, Map<String, @Nullable Object> plan) {
        return node.resources(new JsonRecords().read(plan, node.planType()));
    }

    @ParameterizedTest
    @CsvSource({"qualys.tag-asset, ADD", "qualys.untag-asset, REMOVE"})
    void tagsOfOneAssetAreChangedOneAfterTheOther(String type, String step) {
        var plan =
                Map.<String, @Nullable Object>of(
                        "connection",
                        "qualys",
                        "assetId",
                        7L,
                        "tag",
                        "x",
                        "tagId",
                        501L,
                        "step",
                        step);

        assertThat(locks(type, plan)).containsExactly("qualys:asset:qualys:7");
    }

    @Test
    void aRecordOfServiceNowIsChangedByOneAtATime() {
        var update =
                Map.<String, @Nullable Object>of(
                        "connection",
                        "snow",
                        "table",
                        "incident",
                        "record",
                        "abc",
                        "number",
                        "INC1",
                        "stateBefore",
                        "1",
                        "before",
                        Map.of(),
                        "after",
                        Map.of(),
                        "marker",
                        "m");
        var close =
                Map.<String, @Nullable Object>of(
                        "connection",
                        "snow",
                        "incident",
                        "abc",
                        "number",
                        "INC1",
                        "stateBefore",
                        "1",
                        "closeCode",
                        "x",
                        "closeNotes",
                        "y");

        assertThat(locks("servicenow.update-record", update))
                .isEqualTo(locks("servicenow.close-incident", close))
                .containsExactly("servicenow:snow:incident:abc");
    }

    @Test
    void aPolicyIsBroughtToClustersByOneAtATime() {
        var planned =
                Map.<String, @Nullable Object>of(
                        "id", "pol-1", "generation", 1L, "form", "audit", "clusters", List.of());
        var rollout =
                Map.<String, @Nullable Object>of(
                        "project",
                        "default",
                        "effect",
                        "k",
                        "reason",
                        "",
                        "strict",
                        true,
                        "policies",
                        List.of(planned),
                        "steps",
                        List.of());

        assertThat(locks("crs.apply", rollout))
                .isEqualTo(locks("crs.remove", rollout))
                .containsExactly("policy:default:pol-1");
    }
}
