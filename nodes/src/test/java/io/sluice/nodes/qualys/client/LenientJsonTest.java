package io.sluice.nodes.qualys.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.nodes.support.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class LenientJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"TagSimple\":{\"id\":1}},{\"TagSimple\":{\"id\":2}}]",
                "{\"list\":[{\"TagSimple\":{\"id\":1}},{\"TagSimple\":{\"id\":2}}]}",
                "{\"list\":{\"TagSimple\":[{\"id\":1},{\"id\":2}]}}",
                "[{\"id\":\"1\"},{\"id\":\"2\"}]"
            })
    void readsACollectionHoweverItIsWritten(String text) {
        assertThat(LenientJson.items(json(text), "TagSimple"))
                .extracting(item -> LenientJson.number(item.path("id")).orElseThrow())
                .containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"TagSimple\":{\"id\":1}}",
                "{\"list\":{\"TagSimple\":{\"id\":1}}}",
                "{\"id\":1}"
            })
    void readsOneItemWithoutItsBrackets(String text) {
        assertThat(LenientJson.items(json(text), "TagSimple")).hasSize(1);
    }

    @Test
    void readsBooleansAndNumbersWrittenAsTexts() {
        var json = json("{\"yes\":\"true\",\"also\":1,\"no\":\"false\",\"n\":\" 7 \",\"x\":null}");

        assertThat(LenientJson.flag(json.path("yes"))).isTrue();
        assertThat(LenientJson.flag(json.path("also"))).isTrue();
        assertThat(LenientJson.flag(json.path("no"))).isFalse();
        assertThat(LenientJson.flag(json.path("absent"))).isFalse();
        assertThat(LenientJson.number(json.path("n"))).contains(7L);
        assertThat(LenientJson.number(json.path("x"))).isEmpty();
    }

    @Test
    void countsNumbersAndCollectionsAlike() {
        var json = json("{\"number\":3,\"text\":\"3\",\"list\":[1,2,3],\"nothing\":null}");

        assertThat(LenientJson.count(json.path("number"))).isEqualTo(3);
        assertThat(LenientJson.count(json.path("text"))).isEqualTo(3);
        assertThat(LenientJson.count(json.path("list"))).isEqualTo(3);
        assertThat(LenientJson.count(json.path("nothing"))).isZero();
    }

    private static JsonNode json(String text) {
        return Json.parse(text).orElseThrow();
    }
}
