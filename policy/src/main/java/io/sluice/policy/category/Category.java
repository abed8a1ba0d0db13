package io.sluice.policy.category;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A kind of detection.
///
/// @param id stable, lower case with dashes
/// @param match a finding is of it when its category contains one of these, whatever the case
/// @param technique of MITRE ATT&CK, such as `T1552.005`
/// @param parameters what the recipe looks for besides what the finding names: `binaries` (whole
///   paths), `programs` (ends of paths), `addresses`, `ports`
public record Category(
        String id,
        String title,
        List<String> match,
        String technique,
        String tactic,
        Recipe recipe,
        Map<String, List<String>> parameters) {
    public Category {
        match = List.copyOf(match);
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /// A parameter's values, none when it is not given.
    public List<String> parameter(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    boolean matches(String category) {
        var text = category.toLowerCase(Locale.ROOT);
        return match.stream().anyMatch(one -> text.contains(one.toLowerCase(Locale.ROOT)));
    }
}
