package io.sluice.nodes.aws;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.nodes.support.IdempotentTitle;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/// Reads snapshots of the own account.
record Snapshots(Ec2 ec2) {
    static final String NOT_FOUND = "aws.invalid-snapshot.not-found";

    Snapshot load(String id) throws NodeFailure {
        return find(id).orElseThrow(() -> missing(id));
    }

    /// Empty if it does not exist, or is not visible yet.
    Optional<Snapshot> find(String id) throws NodeFailure {
        try {
            return ec2
                    .read("DescribeSnapshots", c -> c.describeSnapshots(r -> r.snapshotIds(id)))
                    .snapshots()
                    .stream()
                    .findFirst();
        } catch (NodeFailure failure) {
            if (failure.code().equals(NOT_FOUND)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /// The snapshot that an effect made, found by its tag.
    Optional<Snapshot> ofEffect(String effectKey) throws NodeFailure {
        var tag = Filter.builder().name("tag:" + IdempotentTitle.TAG).values(effectKey).build();
        return list(List.of(tag), 2).stream().findFirst();
    }

    List<Snapshot> list(List<Filter> filters, int most) throws NodeFailure {
        return ec2.read(
                "DescribeSnapshots",
                c ->
                        c
                                .describeSnapshotsPaginator(
                                        r -> r.ownerIds("self").filters(filters))
                                .snapshots()
                                .stream()
                                .limit(most)
                                .toList());
    }

    private NodeFailure missing(String id) {
        return NodeFailure.retryable(
                NOT_FOUND,
                Fault.PROVIDER,
                "Expected a snapshot "
                        + id
                        + " in "
                        + ec2.region()
                        + ", found none; check the id and the region.");
    }
}
