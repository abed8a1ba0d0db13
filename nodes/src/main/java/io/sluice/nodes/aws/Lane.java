package io.sluice.nodes.aws;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/// A security group of ours that an instance is put into: its fixed name, and the address ranges
/// that may be reached from it over HTTPS. Nothing may come in.
///
/// @param name of the group: the same for the same ranges, so that a repeat finds it again
/// @param cidrs ranges reachable on TCP 443; empty for none
record Lane(String name, List<String> cidrs) {
    private static final String QUARANTINE = "sluice-quarantine";
    private static final String PATCH = "sluice-patch-lane";
    private static final List<String> ANYWHERE = List.of("0.0.0.0/0");

    /// On the instance: the name of the lane it is in.
    static final String TAG = "sluice:lane";

    Lane {
        cidrs = List.copyOf(new TreeSet<>(cidrs));
    }

    static Lane quarantine() {
        return new Lane(QUARANTINE, List.of());
    }

    /// The usual ranges have the plain name; others a name of their own, so that two workflows with
    /// different ranges do not pull at one group.
    static Lane patch(List<String> cidrs) {
        var ranges = cidrs.isEmpty() ? ANYWHERE : List.copyOf(new TreeSet<>(cidrs));
        return new Lane(ranges.equals(ANYWHERE) ? PATCH : PATCH + "-" + digest(ranges), ranges);
    }

    /// Whether an interface is in a lane of ours and in nothing else.
    static boolean holds(NetworkInterface each) {
        return each.groups().size() == 1 && isLane(each.groups().getFirst());
    }

    private static boolean isLane(GroupIdentifier group) {
        var name = AwsText.orEmpty(group.groupName());
        return name.equals(QUARANTINE) || name.matches(PATCH + "(-[0-9a-f]{8})?");
    }

    java.util.Set<GroupRule> egress() {
        return cidrs.stream().map(GroupRule::https).collect(Collectors.toUnmodifiableSet());
    }

    private static String digest(List<String> ranges) {
        try {
            var bytes = String.join(",", ranges).getBytes(StandardCharsets.UTF_8);
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256 in every JDK.", e);
        }
    }
}
