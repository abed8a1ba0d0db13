package io.sluice.sandbox.qualys.cdr;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A finding as it is asked for; what is absent is as usual for its category.
///
/// @param timestamp when it was detected; else `age` ago
/// @param count how many of this kind
/// @param workloads over how many deployments these are spread
/// @param categories taken in turn instead of `category`
/// @param hostile what is wrong with it
/// @param fields laid over the finding as it would be shown
/// @param poll whether the findings API shows it; yes if absent
/// @param push whether it is delivered; yes if absent
/// @param as `object` or `array`: how it is delivered
/// @param pushId `other` delivers it under an id of its own
public record Wish(
        @Nullable String uuid,
        @Nullable String category,
        @Nullable List<String> categories,
        @Nullable Integer severity,
        @Nullable String timestamp,
        @Nullable String age,
        @Nullable String cluster,
        @Nullable String namespace,
        @Nullable String deployment,
        @Nullable String pod,
        @Nullable String container,
        @Nullable String containerId,
        @Nullable String image,
        @Nullable String process,
        @Nullable String processPath,
        @Nullable String sourceIp,
        @Nullable String destinationIp,
        @Nullable Integer destinationPort,
        @Nullable String resourceType,
        @Nullable String cloudProvider,
        @Nullable String cloudAccount,
        @Nullable String region,
        @Nullable String message,
        @Nullable Integer count,
        @Nullable Integer workloads,
        @Nullable List<String> hostile,
        @Nullable Map<String, @Nullable Object> fields,
        @Nullable Boolean poll,
        @Nullable Boolean push,
        @Nullable String as,
        @Nullable String pushId) {
    static <T> T or(@Nullable T value, T usual) {
        return value == null ? usual : value;
    }

    int number() {
        return or(count, 1);
    }

    boolean polled() {
        return or(poll, true);
    }

    boolean pushed() {
        return or(push, true);
    }

    boolean asArray() {
        return or(as, number() > 1 ? "array" : "object").equals("array");
    }
}
