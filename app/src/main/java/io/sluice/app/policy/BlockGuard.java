package io.sluice.app.policy;

import io.sluice.db.authored.Settings;
import io.sluice.policy.finding.Ip;
import io.sluice.policy.indicator.Guard;
import java.util.Arrays;
import org.springframework.stereotype.Component;

/// What must never be blocked here: private and special addresses, and the ranges that the setting
/// `cdr-own-ranges` names (of pods, services, API servers, resolvers), parted by commas.
@Component
class BlockGuard {
    static final String OWN_RANGES = "cdr-own-ranges";

    private final Settings settings;

    BlockGuard(Settings settings) {
        this.settings = settings;
    }

    Guard of(String project) {
        var own =
                settings.find(project, OWN_RANGES).stream()
                        .flatMap(text -> Arrays.stream(text.split(",")))
                        .map(String::strip)
                        .filter(text -> Ip.parse(text).isPresent())
                        .toList();
        return Guard.STANDARD.with(own);
    }
}
