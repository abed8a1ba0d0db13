package io.sluice.app.approval.plan;

import io.sluice.codec.value.JsonValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an approval would release.
///
/// @param foreseen whether it could be drawn; otherwise it releases what the workflow says
/// @param note why it could not, or not wholly; empty otherwise
/// @param steps the changes that would be made
/// @param later where changes may follow that nobody can know yet; those that end in `/` stand for
///   all within
public record ReleasePlan(boolean foreseen, String note, List<Planned> steps, List<String> later) {
    public ReleasePlan {
        steps = List.copyOf(steps);
        later = List.copyOf(later);
    }

    /// A step that changes something.
    ///
    /// @param path the nodes of the runs that it is part of, and its own, `/` between
    /// @param exact false when it depends on what other released steps will give
    /// @param print of the changes; of their kind alone when they are not exact
    public record Planned(
            String path, boolean exact, String print, List<Map<String, @Nullable Object>> changes) {
        public Planned {
            changes = List.copyOf(changes);
        }
    }

    static ReleasePlan unforeseen(String why) {
        return new ReleasePlan(false, why, List.of(), List.of());
    }

    /// The same for the same plan, whichever of its steps was planned first. Notes are no part of
    /// it.
    public String hash() {
        return JsonValues.hash(
                List.of(
                        foreseen,
                        steps.stream()
                                .map(step -> step.path() + " " + step.exact() + " " + step.print())
                                .sorted()
                                .toList(),
                        later));
    }

    /// Why a change may not be made in the name of this plan; empty when it may.
    Optional<String> objection(String path, String whole, String kind) {
        if (!foreseen || later.stream().anyMatch(one -> covers(one, path))) {
            return Optional.empty();
        }
        var same = steps.stream().filter(step -> step.path().equals(path)).toList();
        if (same.isEmpty()) {
            return Optional.of("it was no part of what was agreed to");
        }
        return same.stream().anyMatch(step -> step.print().equals(step.exact() ? whole : kind))
                ? Optional.empty()
                : Optional.of("it is not the change that was agreed to");
    }

    private static boolean covers(String later, String path) {
        return later.endsWith("/") ? path.startsWith(later) : path.equals(later);
    }

    public Map<String, @Nullable Object> content() {
        var content = new LinkedHashMap<String, @Nullable Object>();
        content.put("foreseen", foreseen);
        content.put("note", note);
        content.put("steps", steps.stream().map(ReleasePlan::content).toList());
        content.put("later", later);
        return content;
    }

    private static Map<String, @Nullable Object> content(Planned step) {
        var content = new LinkedHashMap<String, @Nullable Object>();
        content.put("path", step.path());
        content.put("exact", step.exact());
        content.put("print", step.print());
        content.put("changes", step.changes());
        return content;
    }

    public static ReleasePlan of(Map<String, @Nullable Object> content) {
        var steps = new ArrayList<Planned>();
        for (var one : list(content.get("steps"))) {
            var step = map(one);
            steps.add(
                    new Planned(
                            String.valueOf(step.get("path")),
                            Boolean.TRUE.equals(step.get("exact")),
                            String.valueOf(step.get("print")),
                            list(step.get("changes")).stream().map(ReleasePlan::map).toList()));
        }
        return new ReleasePlan(
                Boolean.TRUE.equals(content.get("foreseen")),
                String.valueOf(content.get("note")),
                steps,
                list(content.get("later")).stream().map(String::valueOf).toList());
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, one) -> copy.put(String.valueOf(key), one));
        }
        return copy;
    }
}
