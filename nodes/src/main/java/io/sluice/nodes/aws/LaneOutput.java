package io.sluice.nodes.aws;

import io.sluice.engine.node.Field;
import java.util.List;

/// Where an instance's interfaces are now, and where they were.
record LaneOutput(
        @Field(title = "Instance id") String instanceId,
        @Field(
                        title = "Lane",
                        description =
                                "Name of the group it is in: sluice-quarantine, a patch lane, or none.")
                String lane,
        @Field(title = "Interfaces", description = "Each interface with its groups, then and now.")
                List<Moved> interfaces,
        @Field(
                        title = "Changed",
                        description = "False if every interface already was where it should be.")
                boolean changed) {
    static final String NONE = "none";

    LaneOutput {
        interfaces = List.copyOf(interfaces);
    }

    /// One interface.
    record Moved(
            @Field(title = "Interface id") String interfaceId,
            @Field(
                            title = "Original groups",
                            description = "Ids of the groups it had before any lane.")
                    List<String> originalGroups,
            @Field(title = "Groups", description = "Ids of the groups it has now.")
                    List<String> groups) {
        Moved {
            originalGroups = List.copyOf(originalGroups);
            groups = List.copyOf(groups);
        }
    }
}
