package io.sluice.sandbox.control;

import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Json;
import io.sluice.sandbox.intel.FeedFormat;
import io.sluice.sandbox.world.Intelligence;
import io.sluice.sandbox.world.Intelligence.Feed;
import io.sluice.sandbox.world.Intelligence.Mode;
import io.sluice.sandbox.world.Intelligence.Reputation;
import io.sluice.sandbox.world.Intelligence.Service;
import io.sluice.sandbox.world.Intelligence.Validators;
import io.sluice.sandbox.world.World;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/reputation`: what is said about addresses, and how the service behaves. `/feeds/{name}`: what
/// the lists hold.
record ReputationRoutes(World world) {
    private static final int MAX_ENTRIES = 50_000;

    void register(Routes routes) {
        routes.on("GET", "/reputation", (call, parts) -> world.read(this::show))
                .on("POST", "/reputation", (call, parts) -> say(call))
                .on("PATCH", "/reputation", (call, parts) -> behave(call))
                .on("GET", "/feeds", (call, parts) -> world.read(this::feeds))
                .on("PUT", "/feeds/{name}", (call, parts) -> publish(parts.getFirst(), call))
                .on("POST", "/feeds/{name}", (call, parts) -> publish(parts.getFirst(), call));
    }

    private Intelligence known() {
        return world.controls().intelligence();
    }

    private Answer show() {
        Service service = known().service();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("mode", service.mode().wireName());
        view.put("dailyLimit", service.dailyLimit());
        view.put("used", service.dailyLimit() - service.remaining(world.realNow()));
        view.put("addresses", known().reputations());
        return Answer.json(200, view);
    }

    /// What is said about one address.
    record Saying(
            @Nullable String ip,
            @Nullable Integer score,
            @Nullable Integer reports,
            @Nullable Boolean whitelisted,
            @Nullable String lastReportedAt) {}

    private Answer say(Call call) {
        Saying saying = Json.parse(call.body(), Saying.class);
        String ip = saying.ip();
        int score = saying.score() == null ? 87 : saying.score();
        int reports = saying.reports() == null ? (score == 0 ? 0 : 12) : saying.reports();
        if (ip == null || ip.isBlank() || score < 0 || score > 100 || reports < 0) {
            throw Problem.bad("Expected \"ip\" and a \"score\" from 0 to 100, found " + saying);
        }
        Instant at = instant(saying.lastReportedAt());
        return world.write(() -> {
            Reputation reputation =
                    new Reputation(ip.strip(), score, reports, saying.whitelisted(), at);
            known().put(reputation);
            return Answer.json(201, reputation);
        });
    }

    private Instant instant(@Nullable String text) {
        try {
            return text == null ? world.realNow() : Instant.parse(text);
        } catch (DateTimeException e) {
            throw Problem.bad(
                    "Expected lastReportedAt such as 2026-01-05T10:00:00Z, found '%s'"
                            .formatted(text));
        }
    }

    /// What is left out stays.
    record Behaviour(@Nullable String mode, @Nullable Integer dailyLimit, @Nullable Integer used) {}

    private Answer behave(Call call) {
        Behaviour wanted = Json.parse(call.body(), Behaviour.class);
        Integer dailyLimit = wanted.dailyLimit();
        Integer used = wanted.used();
        if ((dailyLimit != null && dailyLimit < 0) || (used != null && used < 0)) {
            throw Problem.bad("Expected dailyLimit and used of at least 0");
        }
        return world.write(() -> {
            Service before = known().service();
            known().setService(
                            new Service(
                                    mode(wanted.mode(), before.mode()),
                                    dailyLimit == null ? before.dailyLimit() : dailyLimit,
                                    used == null ? before.used() : used,
                                    before.day()));
            return show();
        });
    }

    private static Mode mode(@Nullable String name, Mode usual) {
        return name == null
                ? usual
                : Mode.find(name)
                        .orElseThrow(() ->
                                Problem.bad(
                                        "Expected mode to be one of %s, found '%s'"
                                                .formatted(Mode.allNames(), name)));
    }

    private Answer feeds() {
        Map<String, Object> view = new LinkedHashMap<>();
        for (FeedFormat format : FeedFormat.values()) {
            Optional<Feed> feed = known().feed(format.fileName());
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("mode", feed.map(f -> f.mode().wireName()).orElse("normal"));
            one.put("characters", feed.map(f -> f.body().length()).orElse(0));
            view.put(format.fileName(), one);
        }
        return Answer.json(200, view);
    }

    /// What a feed is to hold: entries in its own format, or a text as it is.
    ///
    /// @param seen when the entries were first seen
    /// @param validators `both`, `etag`, `date` or `none`
    record Issue(
            @Nullable List<String> entries,
            @Nullable String body,
            @Nullable String mode,
            @Nullable String seen,
            @Nullable String validators) {}

    private Answer publish(String name, Call call) {
        Issue issue = Json.parse(call.body(), Issue.class);
        FeedFormat format =
                FeedFormat.of(name).orElseThrow(() -> Problem.missing("feed format", name));
        List<String> entries = issue.entries() == null ? List.of() : issue.entries();
        if (entries.size() > MAX_ENTRIES) {
            throw Problem.bad("Expected at most %d entries".formatted(MAX_ENTRIES));
        }
        Instant seen = instant(issue.seen());
        return world.write(() -> {
            Optional<Feed> before = known().feed(name);
            String body =
                    issue.body() != null
                            ? issue.body()
                            : issue.entries() != null
                                    ? format.render(entries, seen)
                                    : before.map(Feed::body).orElse(format.render(List.of(), seen));
            boolean changed = before.filter(f -> f.body().equals(body)).isEmpty();
            Feed feed =
                    new Feed(
                            name,
                            body,
                            mode(issue.mode(), before.map(Feed::mode).orElse(Mode.NORMAL)),
                            validators(issue.validators(), before),
                            changed
                                    ? world.realNow()
                                    : before.map(Feed::changed).orElse(world.realNow()));
            known().put(feed);
            return Answer.json(200, feed);
        });
    }

    private static Validators validators(@Nullable String name, Optional<Feed> before) {
        if (name == null) {
            return before.map(Feed::validators).orElse(Validators.BOTH);
        }
        return Arrays.stream(Validators.values())
                .filter(v -> v.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() ->
                        Problem.bad(
                                "Expected validators to be both, etag, date or none, found '%s'"
                                        .formatted(name)));
    }
}
