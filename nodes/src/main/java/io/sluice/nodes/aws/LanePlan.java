package io.sluice.nodes.aws;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a move into or out of a lane needs, rendered once: the before-image of every interface
/// above all.
///
/// @param region where the instance is; null for the connection's region
/// @param cidrs the ranges of the patch lane; empty for the others
/// @param interfaces every interface that moves
record LanePlan(
        String connection,
        @Nullable String region,
        String instanceId,
        List<String> cidrs,
        List<Held> interfaces) {
    LanePlan {
        cidrs = List.copyOf(cidrs);
        interfaces = interfaces.stream().sorted(Comparator.comparing(Held::interfaceId)).toList();
    }

    /// An interface that moves.
    ///
    /// @param original sorted ids of the groups it had before any lane
    /// @param before sorted ids of the groups it had when this was planned
    /// @param target the group it goes to, when it existed at planning; null while it does not
    record Held(
            String interfaceId,
            String vpcId,
            List<String> original,
            List<String> before,
            @Nullable String target) {
        Held {
            original = original.stream().sorted().toList();
            before = before.stream().sorted().toList();
        }
    }

    Optional<Held> held(String interfaceId) {
        return interfaces.stream().filter(each -> each.interfaceId().equals(interfaceId)).findAny();
    }

    OriginalGroups originals() {
        var originals = new TreeMap<String, List<String>>();
        interfaces.forEach(each -> originals.put(each.interfaceId(), each.original()));
        return new OriginalGroups(Map.copyOf(originals));
    }
}
