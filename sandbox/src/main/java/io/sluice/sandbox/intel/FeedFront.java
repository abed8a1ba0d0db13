package io.sluice.sandbox.intel;

import io.sluice.sandbox.gate.Operation;
import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.gate.Vendor;
import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Json;
import io.sluice.sandbox.world.Fault;
import io.sluice.sandbox.world.Intelligence.Feed;
import io.sluice.sandbox.world.Intelligence.Mode;
import io.sluice.sandbox.world.Intelligence.Validators;
import io.sluice.sandbox.world.World;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lists of bad addresses as their publishers serve them: each in its own format, with validators
/// by which a reader learns that nothing has changed.
public final class FeedFront implements Vendor {
    private static final int GIGANTIC_LINES = 2_500_000;

    private final World world;

    public FeedFront(World world) {
        this.world = world;
    }

    @Override
    public String service() {
        return "feeds";
    }

    @Override
    public Operation operation(Call call) {
        String name = call.path().substring(1);
        return new Operation(call.method() + " /" + name, false, () -> serve(name, call));
    }

    private Outcome serve(String name, Call call) {
        Optional<Feed> feed =
                world.controls()
                        .intelligence()
                        .feed(name)
                        .or(() -> FeedFormat.of(name).map(format -> empty(name, format)));
        if (feed.isEmpty() || !call.method().equals("GET")) {
            return Outcome.of(Answer.text(404, "404 Not Found\n"));
        }
        return Outcome.about(answer(feed.get(), call), name);
    }

    /// A feed that lists nothing, as it is before anybody changes it.
    static Feed empty(String name, FeedFormat format) {
        String body = format.render(List.of(), Instant.EPOCH);
        return new Feed(name, body, Mode.NORMAL, Validators.BOTH, Instant.EPOCH);
    }

    private static Answer answer(Feed feed, Call call) {
        return switch (feed.mode()) {
            case NORMAL -> current(feed, call);
            case HTML ->
                    Answer.html(
                            200,
                            "<!DOCTYPE html>\n<html><body>Please sign in: 203.0.113.5</body></html>\n");
            case EMPTY -> Answer.text(200, "");
            case GIGANTIC -> Answer.text(200, "198.51.100.1\r\n".repeat(GIGANTIC_LINES));
            case DOWN -> Answer.text(503, "Service Unavailable\n");
            case PLAN -> Answer.json(401, Map.of("error", "unknown_auth_key"));
        };
    }

    private static Answer current(Feed feed, Call call) {
        boolean byTag =
                feed.validators() == Validators.BOTH || feed.validators() == Validators.ETAG;
        boolean byDate =
                feed.validators() == Validators.BOTH || feed.validators() == Validators.DATE;
        String tag = "\"" + Integer.toHexString(feed.body().hashCode()) + "\"";
        Instant changed = feed.changed().truncatedTo(ChronoUnit.SECONDS);
        Answer answer =
                isKnown(call, byTag, byDate, tag, changed)
                        ? Answer.empty(304)
                        : new Answer(200, "text/plain", Map.of(), feed.body());
        if (byTag) {
            answer = answer.with("ETag", tag);
        }
        return byDate ? answer.with("Last-Modified", date(changed)) : answer;
    }

    /// A tag, where there is one, counts before a date.
    private static boolean isKnown(
            Call call, boolean byTag, boolean byDate, String tag, Instant changed) {
        Optional<String> tags = call.header("if-none-match").filter(text -> byTag);
        return tags.isPresent()
                ? List.of(tags.get().split("\\s*,\\s*")).contains(tag)
                : byDate && since(call).filter(at -> !changed.isAfter(at)).isPresent();
    }

    private static Optional<Instant> since(Call call) {
        try {
            return call.header("if-modified-since")
                    .map(text ->
                            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String date(Instant at) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    }

    @Override
    public Answer refusal(Fault.Kind kind, int status, Operation operation, Call call) {
        return switch (kind) {
            case HTML -> Answer.html(200, "<html><body>Maintenance</body></html>");
            case UNAUTHORIZED -> Answer.text(401, Json.write("unauthorized"));
            case RATE_LIMIT, THROTTLE, CONCURRENCY_LIMIT ->
                    Answer.text(429, "Too Many Requests\n").with("Retry-After", "60");
            case STATUS, DELAY, APPLY_THEN_DROP, DROP_BEFORE ->
                    Answer.text(status, "Injected fault\n");
        };
    }
}
