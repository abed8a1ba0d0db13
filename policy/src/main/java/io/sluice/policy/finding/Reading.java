package io.sluice.policy.finding;

import java.util.List;

/// What became of one thing that was sent as a finding.
public sealed interface Reading {
    /// It is a finding.
    ///
    /// @param doubts parts of it that could not be used, and were left out
    record Read(Finding finding, List<Doubt> doubts) implements Reading {
        public Read {
            doubts = List.copyOf(doubts);
        }
    }

    /// It is no finding.
    ///
    /// @param index its place in what was sent, from 0
    record Flawed(int index, String why) implements Reading {}

    /// A part that was left out.
    ///
    /// @param field its name in what was sent
    record Doubt(String field, String why) {}
}
