package io.sluice.app.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sluice.db.query.EffectItem;
import io.sluice.engine.run.EffectKey;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A change of the outside, from its intent to its outcome.
///
/// @param effectClass what the provider offers against doing it twice
/// @param status `planned`, `intended`, `applied`, `not-applied`, `doubted` or `undone`
/// @param adopted it was found made rather than made
/// @param undoes the change that this one undoes
public record EffectView(
        String key,
        int step,
        String node,
        @JsonProperty("class") String effectClass,
        String status,
        Map<String, @Nullable Object> request,
        List<Map<String, @Nullable Object>> changes,
        Map<String, @Nullable Object> result,
        boolean adopted,
        Instant declaredAt,
        @Nullable Instant settledAt,
        boolean undoable,
        @Nullable String undoes,
        @Nullable String undoneBy) {

    static EffectView of(EffectItem item) {
        return new EffectView(
                item.key().value(),
                item.step().value(),
                item.node(),
                item.effectClass().toLowerCase(Locale.ROOT),
                status(item.status()),
                item.request(),
                item.changes(),
                item.result(),
                item.adopted(),
                item.declaredAt(),
                item.settledAt().orElse(null),
                item.undoable(),
                item.undoes().map(EffectKey::value).orElse(null),
                item.undoneBy().map(EffectKey::value).orElse(null));
    }

    private static String status(EffectItem.Status status) {
        return switch (status) {
            case PLANNED -> "planned";
            case INTENDED -> "intended";
            case APPLIED -> "applied";
            case RELEASED -> "not-applied";
            case DOUBTED -> "doubted";
            case UNDONE -> "undone";
        };
    }
}
