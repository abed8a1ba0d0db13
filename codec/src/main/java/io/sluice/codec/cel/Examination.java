package io.sluice.codec.cel;

import java.util.List;
import java.util.Set;

/// What can be said about an expression while a person writes it.
///
/// @param type of its result in people's words, such as "a whole number"; empty when it has none
/// @param nodes ids of the nodes whose output it looks at
public record Examination(String type, List<Finding> findings, Set<String> nodes) {
    public Examination {
        findings = List.copyOf(findings);
        nodes = Set.copyOf(nodes);
    }

    /// Something wrong.
    ///
    /// @param code as in [io.sluice.engine.expression.ExpressionProblem]
    /// @param from the first character that it is about, counted from the beginning of the source
    /// @param to after the last
    public record Finding(String code, int from, int to, String message) {
        /// The same in a text in which the source stands further on.
        public Finding movedBy(int characters) {
            return new Finding(code, from + characters, to + characters, message);
        }

        static Finding of(Flaw flaw) {
            return new Finding(
                    flaw.problem().code(),
                    flaw.span().from(),
                    flaw.span().to(),
                    flaw.problem().message());
        }
    }
}
