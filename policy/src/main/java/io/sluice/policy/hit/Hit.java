package io.sluice.policy.hit;

import java.time.Instant;

/// One report of an agent: a policy matched something.
///
/// @param policy name of the policy
/// @param stopped whether the agent says that it acted; of a policy in monitor mode it says so too
///   although it did not
/// @param node of the cluster
public record Hit(
        String policy,
        String namespace,
        String pod,
        String container,
        String binary,
        String parent,
        String function,
        boolean stopped,
        Instant at,
        String node) {}
