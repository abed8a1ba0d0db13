package io.sluice.policy.register;

import io.sluice.policy.finding.Finding;
import java.util.List;

/// Findings that were taken in together. The application provides it, as it does [PolicyRegister].
public interface FindingBatches {
    /// Findings of a batch in the order of their coming: the most there is room for in one piece is
    /// 1,000.
    ///
    /// @param from how many to pass over
    List<Finding> page(String project, String batch, int from, int limit);
}
