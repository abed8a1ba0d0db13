package io.sluice.nodes.intel;

import io.sluice.nodes.intel.CheckReputation.Judged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes one verdict of what sources say. Pure.
///
/// - On a list, or with a high score: `malicious`, whatever others say or cannot say.
/// - With a middling score, or as the host of a listed URL: `suspicious`.
/// - Else, if one source that should speak did not: `unknown`, never `clean`.
/// - Else, if at least one source spoke: `clean`.
///
/// @param maliciousFrom the lowest score that is malicious
/// @param suspiciousFrom the lowest score that is suspicious
/// @param whenUnknown what `unknown` is treated as: `unknown`, `malicious` or `clean`
record Judging(int maliciousFrom, int suspiciousFrom, String whenUnknown) {
    static final String MALICIOUS = "malicious";
    static final String SUSPICIOUS = "suspicious";
    static final String UNKNOWN = "unknown";
    static final String CLEAN = "clean";
    static final String PRIVATE = "private";

    Judged judge(String value, List<Opinion> opinions, Instant now) {
        var reasons = new ArrayList<String>();
        var lists = new ArrayList<String>();
        Integer score = null;
        var whole = false;
        var silent = 0;
        var spoke = 0;
        for (var opinion : opinions) {
            switch (opinion) {
                case Opinion.Listed listed -> {
                    lists.add(listed.source());
                    whole |= listed.whole();
                    reasons.add(words(listed));
                    spoke++;
                }
                case Opinion.Scored scored -> {
                    score = Math.max(score == null ? 0 : score, scored.score());
                    reasons.add(words(scored));
                    spoke++;
                }
                case Opinion.NotListed notListed -> {
                    reasons.add(notListed.source() + " does not list it");
                    spoke++;
                }
                case Opinion.Silent mute -> {
                    reasons.add(mute.why());
                    silent++;
                }
                case Opinion.NotMine _ -> {}
            }
        }
        if (silent + spoke == 0) {
            reasons.add("no source knows values of this kind");
        }
        var verdict = verdict(lists, whole, score, silent, spoke);
        return new Judged(
                value,
                verdict,
                verdict.equals(UNKNOWN) ? whenUnknown : verdict,
                score == null ? null : score.longValue(),
                lists,
                reasons,
                age(opinions, now),
                silent == 0 && spoke > 0);
    }

    private static String words(Opinion.Listed listed) {
        var how = listed.whole() ? " lists it" : " lists URLs at it, which may not be all there is";
        return listed.source() + how + listed.detail();
    }

    private static String words(Opinion.Scored scored) {
        return "%s: score %d of 100, %d reports%s"
                .formatted(
                        scored.source(),
                        scored.score(),
                        scored.reports(),
                        scored.whitelisted() ? ", on its list of good ones" : "");
    }

    private String verdict(
            List<String> lists, boolean whole, @Nullable Integer score, int silent, int spoke) {
        if (whole || (score != null && score >= maliciousFrom)) {
            return MALICIOUS;
        }
        if (!lists.isEmpty() || (score != null && score >= suspiciousFrom)) {
            return SUSPICIOUS;
        }
        return silent > 0 || spoke == 0 ? UNKNOWN : CLEAN;
    }

    /// How old the oldest of what was said is, in seconds; null when nothing was said.
    private static @Nullable Long age(List<Opinion> opinions, Instant now) {
        return opinions.stream()
                .filter(opinion -> !(opinion instanceof Opinion.NotMine))
                .map(Opinion::asOf)
                .filter(at -> at.isAfter(Instant.EPOCH))
                .min(Instant::compareTo)
                .map(oldest -> Math.max(0, Duration.between(oldest, now).toSeconds()))
                .orElse(null);
    }
}
