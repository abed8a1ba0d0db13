package io.sluice.nodes.qualys.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.nodes.support.Json;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// F015: the agents that a patch job names its targets by.
class PatchJobsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"mappedAssets\":[{\"assetId\":\"8001\",\"assetUuid\":\"7f0d\"}],\"unmappedAssets\":[]}",
                "{\"mappedAssets\":{\"assetId\":8001,\"assetUuid\":\"7f0d\"},\"unmappedAssets\":\"[]\"}",
                "[{\"assetId\":8001,\"uuid\":\"7f0d\"}]",
                "{\"8001\":\"7f0d\"}"
            })
    void readsTheAgentsHoweverTheyAreWritten(String answer) {
        assertThat(PatchJobs.agents(Json.parse(answer).orElseThrow()))
                .isEqualTo(Map.of(8001L, "7f0d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"mappedAssets\":[],\"unmappedAssets\":[8001]}"})
    void findsNoneWhereThereAreNone(String answer) {
        assertThat(PatchJobs.agents(Json.parse(answer).orElseThrow())).isEmpty();
    }
}
