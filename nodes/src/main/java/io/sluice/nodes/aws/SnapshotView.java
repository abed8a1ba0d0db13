package io.sluice.nodes.aws;

import static io.sluice.nodes.aws.AwsText.orEmpty;
import static io.sluice.nodes.aws.AwsText.orNull;

import io.sluice.engine.node.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/// A snapshot as conditions see it.
record SnapshotView(
        @Field(title = "Snapshot id") String snapshotId,
        @Field(title = "Volume id", description = "Meaningless for a copy.")
                @Nullable String volumeId,
        @Field(
                        title = "State",
                        oneOf = {"pending", "completed", "error", "recoverable", "recovering"})
                String state,
        @Field(title = "State message", description = "Why it failed.")
                @Nullable String stateMessage,
        @Field(title = "Progress", description = "Such as 43%.") @Nullable String progress,
        @Field(title = "Encrypted") boolean encrypted,
        @Field(title = "KMS key", description = "ARN of the key; null when not encrypted.")
                @Nullable String kmsKeyId,
        @Field(title = "Account id") String accountId,
        @Field(title = "Region") String region,
        @Field(title = "Size", description = "Of the volume, in GiB.") long sizeGib,
        @Field(title = "Started at", description = "In UTC.") @Nullable String startedAt,
        @Field(title = "Description") @Nullable String description,
        @Field(title = "Tags") Map<String, String> tags) {
    SnapshotView {
        tags = Map.copyOf(tags);
    }

    static SnapshotView of(Snapshot snapshot, String region) {
        return new SnapshotView(
                snapshot.snapshotId(),
                orNull(snapshot.volumeId()),
                orEmpty(snapshot.stateAsString()),
                orNull(snapshot.stateMessage()),
                orNull(snapshot.progress()),
                Boolean.TRUE.equals(snapshot.encrypted()),
                orNull(snapshot.kmsKeyId()),
                orEmpty(snapshot.ownerId()),
                region,
                snapshot.volumeSize() == null ? 0 : snapshot.volumeSize(),
                snapshot.startTime() == null ? null : snapshot.startTime().toString(),
                orNull(snapshot.description()),
                Tagged.map(snapshot.tags()));
    }
}
