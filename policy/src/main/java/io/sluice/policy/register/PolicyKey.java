package io.sluice.policy.register;

/// What a policy is about: findings with the same key are answered by one policy.
///
/// @param cluster the connection of the cluster in which it was detected
/// @param namespace may be empty
/// @param workload the owner of the pods, or `*`
/// @param category id in the category table; `manual-…` for one that a person asked for
public record PolicyKey(
        String cluster, String namespace, String workload, String category, PolicyKind kind) {}
