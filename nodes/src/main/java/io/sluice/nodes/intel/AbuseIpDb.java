package io.sluice.nodes.intel;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.support.HttpReply;
import io.sluice.nodes.support.Json;
import io.sluice.nodes.support.Texts;
import io.sluice.nodes.support.VendorHttp;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.HttpUrl;
import okhttp3.Request;
import tools.jackson.databind.JsonNode;

/// AbuseIPDB, version 2. Answers are kept for a while, since each check counts against a daily
/// quota; once that is used up nothing is asked until it begins anew.
final class AbuseIpDb {
    static final String TYPE = "abuseipdb";

    private static final int KEPT = 10_000;
    private static final long ANSWER_LIMIT = 1L << 20;
    private static final Duration USUAL_PAUSE = Duration.ofMinutes(15);

    private final VendorHttp http;
    private final Map<Key, Opinion.Scored> answers =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Opinion.Scored> eldest) {
                    return size() > KEPT;
                }
            };
    private final Map<String, Instant> exhausted = new ConcurrentHashMap<>();

    AbuseIpDb(VendorHttp http) {
        this.http = http;
    }

    private record Key(String account, String address, int days) {}

    /// An account, and how it is used.
    ///
    /// @param id stands for its key
    record Account(String name, HttpUrl url, String key, String id, int days, Duration keptFor) {
        static Account of(Connection connection) throws NodeFailure {
            var url = Settings.url(connection, "https://api.abuseipdb.com");
            var key = connection.requireSecret("key").strip();
            if (!key.matches("[!-~]{1,200}")) {
                throw Settings.bad(connection, "key", "printable ASCII", "other characters");
            }
            return new Account(
                    connection.name(),
                    url,
                    key,
                    Settings.digest(url + " " + key),
                    Settings.number(connection, "maxAgeInDays", 90, 1, 365),
                    Settings.duration(connection, "keepFor", "PT1H", Duration.ZERO));
        }

        @Override
        public String toString() {
            return "Account[" + name + "]";
        }
    }

    /// What was answered lately, if it was.
    Optional<Opinion> kept(Account account, String address, Instant now) {
        synchronized (answers) {
            var kept = answers.get(new Key(account.id, address, account.days));
            return Optional.<Opinion>ofNullable(kept)
                    .filter(each -> each.asOf().plus(account.keptFor).isAfter(now));
        }
    }

    /// Asks about a public address. Whatever goes wrong is silence, with its reason.
    Opinion ask(Account account, String address, NodeContext context) {
        var now = context.now();
        var until = exhausted.getOrDefault(account.id, Instant.MIN);
        if (until.isAfter(now)) {
            return silent(account, "its quota is used up until " + until);
        }
        exhausted.remove(account.id);
        try {
            var reply = http.read(request(account, address), context, ANSWER_LIMIT);
            return read(account, address, reply, now);
        } catch (NodeFailure e) {
            return silent(account, e.getMessage());
        }
    }

    private static Request request(Account account, String address) {
        var url =
                account.url
                        .newBuilder()
                        .addPathSegments("api/v2/check")
                        .addQueryParameter("ipAddress", address)
                        .addQueryParameter("maxAgeInDays", Integer.toString(account.days))
                        .build();
        return new Request.Builder()
                .url(url)
                .header("Key", account.key)
                .header("Accept", "application/json")
                .build();
    }

    private Opinion read(Account account, String address, HttpReply reply, Instant now) {
        var json = Json.parse(reply.text());
        if (reply.status() == 429) {
            var until = now.plus(pause(reply, now));
            exhausted.put(account.id, until);
            return silent(account, "its quota is used up until " + until);
        }
        if (!reply.successful()) {
            var said = json.map(tree -> tree.at("/errors/0/detail").asString("")).orElse("");
            return silent(
                    account,
                    "it answered HTTP %d %s"
                            .formatted(reply.status(), Texts.shorten(said, 200))
                            .strip());
        }
        var score = json.map(tree -> tree.at("/data/abuseConfidenceScore"));
        if (score.filter(JsonNode::isIntegralNumber).isEmpty()) {
            return silent(account, "its answer is not the one expected");
        }
        var value = score.get().asInt();
        if (value < 0 || value > 100) {
            return silent(account, "it answered a score of " + value);
        }
        var data = json.get().path("data");
        var opinion =
                new Opinion.Scored(
                        account.name,
                        now,
                        value,
                        Math.max(0, data.path("totalReports").asInt(0)),
                        data.path("isWhitelisted").asBoolean(false));
        synchronized (answers) {
            answers.put(new Key(account.id, address, account.days), opinion);
        }
        return opinion;
    }

    /// Until `Retry-After`, else the time in `X-RateLimit-Reset`, else a while.
    private static Duration pause(HttpReply reply, Instant now) {
        return reply.retryAfter(now)
                .or(() ->
                        reply.header("X-RateLimit-Reset")
                                .filter(text -> text.matches("[0-9]{1,11}"))
                                .map(text ->
                                        Duration.between(
                                                now, Instant.ofEpochSecond(Long.parseLong(text))))
                                .filter(pause -> pause.compareTo(Duration.ofDays(2)) < 0))
                .filter(Duration::isPositive)
                .orElse(USUAL_PAUSE);
    }

    static Opinion silent(Account account, String why) {
        return new Opinion.Silent(account.name, Instant.EPOCH, account.name + ": " + why);
    }
}
