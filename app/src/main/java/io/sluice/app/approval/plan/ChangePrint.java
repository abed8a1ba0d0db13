package io.sluice.app.approval.plan;

import io.sluice.codec.value.JsonValues;
import io.sluice.engine.node.Change;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.RunState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Prints of planned changes, by which two plans are compared. What names the run itself (its id,
/// the key of the change, when it began) is the same for every run that makes the same change.
final class ChangePrint {
    private ChangePrint() {}

    /// Of everything that would be different outside.
    static String whole(
            List<Map<String, @Nullable Object>> changes, RunState state, EffectKey key) {
        var told = new ArrayList<Map<String, @Nullable Object>>();
        for (var change : changes) {
            var one = new LinkedHashMap<>(change);
            one.remove("summary");
            told.add(one);
        }
        return JsonValues.hash(
                JsonValues.write(told)
                        .replace(key.value(), "{change}")
                        .replace(state.id().value(), "{run}")
                        .replace(state.startedAt().toString(), "{begun}"));
    }

    /// Of what is done, whatever it is done to: all that can be known before.
    static String kind(List<Map<String, @Nullable Object>> changes) {
        return JsonValues.hash(
                changes.stream()
                        .map(change -> change.get("action") + " " + change.get("property"))
                        .distinct()
                        .sorted()
                        .toList());
    }

    /// As the ledger keeps changes.
    static List<Map<String, @Nullable Object>> maps(List<Change> changes) {
        return changes.stream().map(ChangePrint::map).toList();
    }

    private static Map<String, @Nullable Object> map(Change change) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("action", change.action());
        map.put("subject", change.subject());
        map.put("property", change.property());
        map.put("before", change.before());
        map.put("after", change.after());
        map.put("summary", change.summary());
        return map;
    }
}
