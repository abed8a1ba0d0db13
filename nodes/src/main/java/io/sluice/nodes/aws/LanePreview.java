package io.sluice.nodes.aws;

import io.sluice.nodes.aws.LaneOutput.Moved;
import java.util.List;

/// What a move into a lane would answer, as far as its plan tells.
final class LanePreview {
    private LanePreview() {}

    static LaneOutput of(LanePlan plan, Lane lane) {
        var moved =
                plan.interfaces().stream()
                        .map(each ->
                                new Moved(
                                        each.interfaceId(),
                                        each.original(),
                                        List.of(
                                                each.target() == null
                                                        ? "(planned)"
                                                        : each.target())))
                        .toList();
        var changed =
                plan.interfaces().stream()
                        .anyMatch(each -> !LaneMove.at(each.before(), each.target()));
        return new LaneOutput(plan.instanceId(), lane.name(), moved, changed);
    }
}
