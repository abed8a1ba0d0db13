package io.sluice.nodes.aws;

import io.sluice.engine.node.NodeFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Words that every node of the domain shares.
final class AwsText {
    static final String CATEGORY = "Cloud Action";
    static final String CONNECTION = "An AWS connection.";
    static final String REGION =
            "Where it is, such as us-east-1; empty for the connection's region.";
    static final String INSTANCE = "Id of the instance, such as i-0aa11bb22cc33dd44.";
    static final String INSTANCE_PATTERN = "i-[0-9a-f]{8,17}";
    static final String SNAPSHOT = "Id of the snapshot, such as snap-0aa11bb22cc33dd44.";
    static final String SNAPSHOT_PATTERN = "snap-[0-9a-f]{8,17}";

    /// What a change of this instance, snapshot or other resource locks; ids of EC2 are unique.
    static List<String> lockOf(String resourceId) {
        return List.of("aws:ec2:" + resourceId);
    }

    private static final Map<String, String> COMMON_ERRORS =
            Map.of(
                    "aws.unauthorized", "The connection's identity lacks the named permission.",
                    "aws.unauthenticated", "AWS does not accept the connection's keys.",
                    "aws.no-credentials", "The connection has no keys and the host offers none.",
                    "aws.throttled", "AWS limits the rate of calls; tried again later.",
                    "aws.unavailable", "AWS failed inside.",
                    "aws.unreachable", "AWS could not be reached; nothing was sent.",
                    "aws.no-answer", "The answer was lost.",
                    "aws.egress-refused", "The endpoint has an address that may not be reached.");

    private AwsText() {}

    /// The errors that every call may end in, and those of the node itself.
    static Map<String, String> errors(Map<String, String> own) {
        var all = new LinkedHashMap<>(own);
        COMMON_ERRORS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> all.putIfAbsent(entry.getKey(), entry.getValue()));
        return all;
    }

    /// What the API leaves out, and what it answers as an empty text, is absent.
    static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    static NodeFailure permanent(String code, String message) {
        return NodeFailure.permanent(code, NodeFailure.Fault.USER, message);
    }
}
