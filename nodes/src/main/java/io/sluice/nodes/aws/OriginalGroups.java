package io.sluice.nodes.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The groups that interfaces had before a lane took them, kept in tags on the instance: they
/// survive the run that wrote them, and a second quarantine finds the true ones there. One tag for
/// each interface, `sluice:groups:eni-…`, with the ids parted by blanks; what does not fit into the
/// 256 characters of a tag goes on in `sluice:groups:eni-…:2` and so forth.
///
/// @param byInterface sorted ids of groups, by id of the interface
record OriginalGroups(Map<String, List<String>> byInterface) {
    static final String PREFIX = "sluice:groups:";
    private static final int LONGEST_VALUE = 256;

    OriginalGroups {
        var copy = new TreeMap<String, List<String>>();
        byInterface.forEach((id, groups) -> copy.put(id, groups.stream().sorted().toList()));
        byInterface = java.util.Collections.unmodifiableMap(copy);
    }

    static OriginalGroups read(Map<String, String> tags) {
        var byInterface = new TreeMap<String, List<String>>();
        new TreeMap<>(tags)
                .forEach((key, value) -> {
                    if (key.startsWith(PREFIX)) {
                        var id = key.substring(PREFIX.length()).split(":", 2)[0];
                        byInterface
                                .computeIfAbsent(id, each -> new ArrayList<>())
                                .addAll(List.of(value.strip().split(" +")));
                    }
                });
        return new OriginalGroups(byInterface);
    }

    /// The keys among these tags that belong to lanes.
    static Set<String> keys(Map<String, String> tags) {
        return tags.keySet().stream()
                .filter(key -> key.startsWith(PREFIX) || key.equals(Lane.TAG))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Map<String, String> tags() {
        var tags = new LinkedHashMap<String, String>();
        byInterface.forEach((id, groups) -> write(tags, PREFIX + id, groups));
        return tags;
    }

    private static void write(Map<String, String> tags, String key, List<String> groups) {
        var value = new StringBuilder();
        var part = 1;
        for (var group : groups) {
            if (value.length() + 1 + group.length() > LONGEST_VALUE) {
                tags.put(part == 1 ? key : key + ":" + part, value.toString());
                value.setLength(0);
                part++;
            }
            value.append(value.isEmpty() ? "" : " ").append(group);
        }
        tags.put(part == 1 ? key : key + ":" + part, value.toString());
    }

    boolean isEmpty() {
        return byInterface.isEmpty();
    }
}
