package io.sluice.nodes.qualys;

import io.sluice.policy.finding.Finding;
import java.util.List;
import java.util.Locale;

/// Which findings a trigger is for. Categories are compared as parts of the finding's own, in any
/// case: `container_escape` is for `Container_Escape_Attempt` too.
///
/// @param minimumSeverity from 1 (low) to 5 (critical)
/// @param categories none for all, those that nobody knows included
public record CdrFilter(int minimumSeverity, List<String> categories) {
    public CdrFilter {
        categories =
                categories.stream()
                        .map(each -> each.strip().toLowerCase(Locale.ROOT))
                        .filter(each -> !each.isEmpty())
                        .toList();
    }

    public boolean wants(Finding finding) {
        var category = finding.category().toLowerCase(Locale.ROOT);
        return finding.severity() >= minimumSeverity
                && (categories.isEmpty() || categories.stream().anyMatch(category::contains));
    }
}
