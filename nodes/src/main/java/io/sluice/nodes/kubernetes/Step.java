package io.sluice.nodes.kubernetes;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is to be done about one object in one cluster.
///
/// @param object as it is to be applied; null when it is to go
/// @param hash of its spec
/// @param before as it was, ready to be applied again; null when there was none, or it is not known
/// @param foreign keys of the spec that a repair takes away
/// @param code why nothing can be done; empty otherwise
/// @param message what a person should know; may be empty
record Step(
        String policy,
        String cluster,
        Ref ref,
        Action action,
        @Nullable Map<String, @Nullable Object> object,
        String hash,
        @Nullable Map<String, @Nullable Object> before,
        List<String> foreign,
        List<Difference> differences,
        String code,
        String message) {
    Step {
        foreign = List.copyOf(foreign);
        differences = List.copyOf(differences);
    }

    /// Whether it is about an object that must not be there beside the other, in a cluster that
    /// could not be looked at.
    boolean isAsideOf(Step other) {
        return action == Action.LATE
                && object == null
                && other.object != null
                && policy.equals(other.policy)
                && cluster.equals(other.cluster);
    }

    /// What is to be done.
    enum Action {
        CREATE,
        UPDATE,
        /// Takes back what somebody else has changed.
        REPAIR,
        DELETE,
        /// Changes it so that it matches nothing, where the role lacks `delete`.
        NEUTRALISE,
        /// It is as wanted.
        NONE,
        /// The cluster did not answer when this was planned: it is looked at when this is carried
        /// out.
        LATE,
        /// Somebody else has changed it, and that is only told.
        DRIFTED,
        /// It is somebody else's.
        CONFLICT,
        /// It cannot be done.
        IMPOSSIBLE;

        boolean writes() {
            return switch (this) {
                case CREATE, UPDATE, REPAIR, DELETE, NEUTRALISE, LATE -> true;
                case NONE, DRIFTED, CONFLICT, IMPOSSIBLE -> false;
            };
        }
    }
}
