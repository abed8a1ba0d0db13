package io.sluice.policy.tracing;

import io.sluice.policy.manifest.Manifest;
import java.util.List;

/// What a generator answers.
public sealed interface Generated {
    /// The policy as asked for.
    ///
    /// @param notes for the person who reviews it: what was left out, what it does not cover
    record Policy(Manifest manifest, List<String> notes) implements Generated {
        public Policy {
            notes = List.copyOf(notes);
        }
    }

    /// It may watch but not stop; `manifest` is the audit form.
    record AuditOnly(Manifest manifest, String why, List<String> notes) implements Generated {
        public AuditOnly {
            notes = List.copyOf(notes);
        }
    }

    /// There is no such policy.
    record Impossible(String why) implements Generated {}
}
