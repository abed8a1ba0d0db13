package io.sluice.policy.measure;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Mean times by category: to detect (from the event to our knowing of it), to protect (from
/// knowing to enforcing), to respond (both). What has not happened yet has no length and does not
/// count.
public final class Measures {
    private Measures() {}

    /// The times of one policy.
    ///
    /// @param detectedAt when its first finding happened
    /// @param knownAt when the product knew of it
    /// @param enforcedAt when clusters began to stop it
    /// @param stopped how often it has stopped something
    public record Story(
            String category,
            String technique,
            Instant detectedAt,
            Optional<Instant> knownAt,
            Optional<Instant> enforcedAt,
            long stopped) {}

    /// What the stories of a category have in common.
    ///
    /// @param respond the sum of the other two, when both are known
    /// @param policies how many stories
    public record Measure(
            String category,
            String technique,
            Optional<Duration> detect,
            Optional<Duration> protect,
            Optional<Duration> respond,
            int policies,
            long stopped) {}

    /// One measure for each category and technique, in their order.
    public static List<Measure> of(Collection<Story> stories) {
        var groups = new TreeMap<String, List<Story>>();
        stories.forEach(story ->
                groups.computeIfAbsent(
                                story.category() + "\n" + story.technique(), _ -> new ArrayList<>())
                        .add(story));
        return groups.values().stream().map(Measures::measure).toList();
    }

    private static Measure measure(List<Story> stories) {
        var detect =
                mean(stories, story -> story.knownAt().map(at -> between(story.detectedAt(), at)));
        var protect =
                mean(
                        stories,
                        story ->
                                story.knownAt()
                                        .flatMap(known ->
                                                story.enforcedAt().map(at -> between(known, at))));
        return new Measure(
                stories.getFirst().category(),
                stories.getFirst().technique(),
                detect,
                protect,
                detect.flatMap(one -> protect.map(one::plus)),
                stories.size(),
                stories.stream().mapToLong(Story::stopped).sum());
    }

    /// Clocks differ: what seems to end before it began took no time.
    private static Duration between(Instant from, Instant to) {
        return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }

    private static Optional<Duration> mean(
            List<Story> stories, Function<Story, Optional<Duration>> length) {
        var lengths = stories.stream().map(length).flatMap(Optional::stream).toList();
        return lengths.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        lengths.stream()
                                .reduce(Duration.ZERO, Duration::plus)
                                .dividedBy(lengths.size()));
    }
}
