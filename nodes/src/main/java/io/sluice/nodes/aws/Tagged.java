package io.sluice.nodes.aws;

import io.sluice.nodes.support.IdempotentTitle;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/// Tags as a map, and back.
final class Tagged {
    private static final Set<String> KEPT =
            Set.of(IdempotentTitle.TAG, Lane.TAG, EncryptedCopy.COPY_TAG, EncryptedCopy.SOURCE_TAG);

    private Tagged() {}

    static Map<String, String> map(Collection<Tag> tags) {
        var map = new TreeMap<String, String>();
        tags.forEach(tag -> map.put(tag.key(), AwsText.orEmpty(tag.value())));
        return map;
    }

    static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    static TagSpecification specification(ResourceType type, Map<String, String> tags) {
        return TagSpecification.builder().resourceType(type).tags(list(tags)).build();
    }

    /// Keys that a workflow must not set: AWS's own, and those by which this product finds things
    /// again.
    static boolean reserved(String key) {
        return key.startsWith("aws:")
                || key.startsWith(OriginalGroups.PREFIX)
                || KEPT.contains(key);
    }

    /// Tags that may be copied: those of AWS itself are reserved, those of this product speak about
    /// the resource they stand on.
    static Map<String, String> own(Collection<Tag> tags) {
        var map = map(tags);
        map.keySet().removeIf(key -> key.startsWith("aws:") || key.startsWith("sluice:"));
        return map;
    }
}
