package io.sluice.policy.register;

import io.sluice.policy.manifest.Manifest;
import io.sluice.policy.tracing.Form;
import java.util.List;

/// What every cluster of a policy is to have. Its form is decided here, by the state of the policy,
/// and never by whoever applies it.
///
/// @param form whether anything of it stops things as its newest generation would
/// @param present objects that must be there as they stand
/// @param absent objects that must not be there
public record Target(Form form, List<Manifest> present, List<Ref> absent) {
    public Target {
        present = List.copyOf(present);
        absent = List.copyOf(absent);
    }

    /// An object by its name.
    public record Ref(String apiVersion, String kind, String name, String namespace) {
        public static Ref of(Manifest manifest) {
            return new Ref(
                    manifest.apiVersion(), manifest.kind(), manifest.name(), manifest.namespace());
        }
    }
}
