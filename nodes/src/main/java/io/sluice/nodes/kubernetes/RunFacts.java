package io.sluice.nodes.kubernetes;

import io.sluice.policy.lifecycle.By;
import java.util.Optional;

/// What the application knows of a run beyond what a node's context tells. Provided as a service of
/// the node environment.
public interface RunFacts {
    /// The project that the run belongs to.
    String project(String run);

    /// Who began it: a person with the rights they had, or what triggered it.
    By actor(String run);

    /// The person who gave the latest approval in it, with the rights they had; empty while nobody
    /// has.
    Optional<By> approver(String run);
}
