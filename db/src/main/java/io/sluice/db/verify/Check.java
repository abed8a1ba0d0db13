package io.sluice.db.verify;

import java.util.ArrayList;
import java.util.List;

/// One promise of the engine, and what was found against it.
///
/// @param name a sentence: what should hold
/// @param found how often it does not
/// @param examples the first few places
public record Check(String name, long found, List<String> examples) {
    /// Most examples that are kept.
    public static final int MAX_EXAMPLES = 20;

    public Check {
        examples = List.copyOf(examples);
    }

    public boolean ok() {
        return found == 0;
    }

    /// Collects findings.
    static final class Findings {
        private final String name;
        private final List<String> examples = new ArrayList<>();
        private long found;

        Findings(String name) {
            this.name = name;
        }

        void add(String where) {
            found++;
            if (examples.size() < MAX_EXAMPLES) {
                examples.add(where);
            }
        }

        void unless(boolean holds, String where) {
            if (!holds) {
                add(where);
            }
        }

        Check check() {
            return new Check(name, found, examples);
        }
    }
}
