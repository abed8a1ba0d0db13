package io.sluice.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the reputation service and the feeds know. Times are the machine's.
public final class Intelligence {
    private static final String ONLY = "only";

    private final World world;
    private final Table<Reputation> reputations;
    private final Table<Feed> feeds;
    private final Table<Service> service;

    Intelligence(World world) {
        this.world = world;
        this.reputations = world.table("reputations", Reputation.class);
        this.feeds = world.table("feeds", Feed.class);
        this.service = world.table("reputationService", Service.class);
    }

    /// What is said about an address.
    ///
    /// @param score from 0 to 100
    public record Reputation(
            String address, int score, int reports, @Nullable Boolean whitelisted, Instant at) {}

    /// How the reputation service behaves, and how much has been asked of it.
    ///
    /// @param dailyLimit checks a day
    /// @param used checks since `day`
    public record Service(Mode mode, int dailyLimit, int used, Instant day) {
        private static final Duration DAY = Duration.ofDays(1);

        Service counting(Instant now) {
            return isOver(now)
                    ? new Service(mode, dailyLimit, 1, now)
                    : new Service(mode, dailyLimit, used + 1, day);
        }

        public boolean isExhausted(Instant now) {
            return !isOver(now) && used >= dailyLimit;
        }

        public int remaining(Instant now) {
            return isOver(now) ? dailyLimit : Math.max(0, dailyLimit - used);
        }

        /// When counting begins anew.
        public Instant resetsAt(Instant now) {
            return isOver(now) ? now.plus(DAY) : day.plus(DAY);
        }

        private boolean isOver(Instant now) {
            return !now.isBefore(day.plus(DAY));
        }
    }

    /// A feed.
    ///
    /// @param body its text when it is in order
    public record Feed(
            String name, String body, Mode mode, Validators validators, Instant changed) {}

    /// What comes when a service is asked.
    public enum Mode {
        NORMAL,
        /// A page for people, with status 200.
        HTML,
        EMPTY,
        GIGANTIC,
        DOWN,
        /// The account's plan does not include it.
        PLAN;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Mode> find(String wireName) {
            return Arrays.stream(values()).filter(m -> m.wireName().equals(wireName)).findFirst();
        }

        public static String allNames() {
            return Arrays.stream(values()).map(Mode::wireName).collect(Collectors.joining(", "));
        }
    }

    /// By which headers a feed lets its readers tell that nothing has changed.
    public enum Validators {
        BOTH,
        ETAG,
        DATE,
        NONE
    }

    public Optional<Reputation> reputation(String address) {
        return reputations.find(address);
    }

    public List<Reputation> reputations() {
        return List.copyOf(reputations.all());
    }

    public void put(Reputation reputation) {
        reputations.put(reputation.address(), reputation);
    }

    public Optional<Feed> feed(String name) {
        return feeds.find(name);
    }

    public List<Feed> feeds() {
        return List.copyOf(feeds.all());
    }

    public void put(Feed feed) {
        feeds.put(feed.name(), feed);
    }

    public Service service() {
        return service.find(ONLY).orElse(new Service(Mode.NORMAL, 1_000, 0, world.realNow()));
    }

    public void setService(Service changed) {
        service.put(ONLY, changed);
    }

    /// Counts one check; inside a write.
    public void count() {
        setService(service().counting(world.realNow()));
    }

    void reset() {
        reputations.clear();
        feeds.clear();
        service.clear();
    }
}
