package io.sluice.nodes.aws;

import io.sluice.engine.node.NodeContext;
import io.sluice.nodes.aws.LaneOutput.Moved;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/// Where an earlier step of a dry run would have moved interfaces, which have not moved. Nothing is
/// assumed outside of a dry run.
///
/// @param byInterface groups of each interface, as the earlier step previewed them
record AssumedGroups(Map<String, List<String>> byInterface) {
    AssumedGroups {
        byInterface = Map.copyOf(byInterface);
    }

    static AssumedGroups none() {
        return new AssumedGroups(Map.of());
    }

    static AssumedGroups of(List<Moved> moved, NodeContext context) {
        var byInterface = new TreeMap<String, List<String>>();
        if (context.dryRun()) {
            moved.forEach(each -> byInterface.put(each.interfaceId(), each.groups()));
        }
        return new AssumedGroups(byInterface);
    }

    /// The marks that would be on the instance by now, besides those that are on it.
    Set<String> marks(OriginalGroups originals) {
        var marks = new TreeSet<String>();
        if (!byInterface.isEmpty()) {
            marks.addAll(originals.tags().keySet());
            marks.add(Lane.TAG);
        }
        return marks;
    }

    /// The groups an interface has by now, as far as the run goes: an interface that still has its
    /// original ones is where the dry run would have moved it.
    List<String> groupsOf(NetworkInterface each, List<String> original) {
        var now = Instances.groupsOf(each);
        var assumed = byInterface.get(each.networkInterfaceId());
        return assumed != null && now.equals(original) ? assumed : now;
    }
}
