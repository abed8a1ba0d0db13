package io.sluice.nodes.qualys.client;

import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.nodes.support.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Findings of Cloud Detection and Response, over the gateway: `/cdr-api/rest/v1/findings`. It is
/// read page by page, and a page is handed on before the next one is asked for, so that a long list
/// takes no more room than its longest page.
///
/// The documentation calls `query` mandatory; the service does not, and it is not sent. Rows are
/// skipped by `offSet` (so spelt).
public final class CdrFindings {
    private static final String PATH = "/cdr-api/rest/v1/findings";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /// More than this within one window is somebody else's flood; the window is to be made smaller.
    public static final int MOST_ROWS = 100_000;

    private static final int MOST_WAITS = 12;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);

    private final GatewayClient gateway;
    private final NodeContext context;

    CdrFindings(GatewayClient gateway, NodeContext context) {
        this.gateway = gateway;
        this.context = context;
    }

    /// What to ask for.
    ///
    /// @param from first moment of detection, included
    /// @param to last moment, included
    /// @param resourceType such as `container`; empty for all
    /// @param pageSize rows wanted at once; the service may give fewer
    public record Question(Instant from, Instant to, String resourceType, int pageSize) {
        public Question {
            if (from.isAfter(to) || pageSize < 1) {
                throw new IllegalArgumentException(
                        "Expected a window and a page size, found " + from + ", " + to);
            }
        }
    }

    /// Takes one page.
    public interface Taking {
        void take(List<Map<String, @Nullable Object>> rows) throws NodeFailure;
    }

    /// What was read.
    ///
    /// @param rows taken; rows that came twice, because others were added meanwhile, count once
    /// @param tooLarge rows of which even one alone was longer than an answer may be
    public record Told(int rows, int pages, int tooLarge) {}

    /// Reads a window to its end.
    ///
    /// @throws NodeFailure `qualys.cdr.not-provisioned`, `qualys.rate-limit` when waiting would
    ///   take longer than this call may, or another common one; pages already taken stay taken
    public Told read(Question question, Taking taking) throws NodeFailure {
        var state = new State(question.pageSize());
        while (true) {
            var page = page(question, state);
            if (page.isEmpty()) {
                continue;
            }
            var rows = page.get().rows();
            state.skip(rows.size());
            var fresh = state.fresh(rows);
            if (!fresh.isEmpty()) {
                taking.take(fresh);
            }
            if (rows.isEmpty()
                    || page.get().total().filter(all -> state.skipped >= all).isPresent()) {
                return new Told(state.taken, state.pages, state.tooLarge);
            }
            state.mustAdvance(fresh);
        }
    }

    /// How far a reading has come.
    private static final class State {
        private final Set<String> seen = new HashSet<>();
        private int size;
        private int skipped;
        private int taken;
        private int pages;
        private int tooLarge;
        private int waits;
        private int stale;

        State(int size) {
            this.size = size;
        }

        void skip(int rows) {
            skipped += rows;
            pages++;
        }

        List<Map<String, @Nullable Object>> fresh(List<Map<String, @Nullable Object>> rows) {
            var fresh = new ArrayList<Map<String, @Nullable Object>>(rows.size());
            for (var row : rows) {
                if (!(row.get("uuid") instanceof String uuid) || seen.add(uuid)) {
                    fresh.add(row);
                }
            }
            taken += fresh.size();
            return fresh;
        }

        void mustAdvance(List<?> fresh) throws NodeFailure {
            stale = fresh.isEmpty() ? stale + 1 : 0;
            if (stale > 3) {
                throw NodeFailure.permanent(
                        "qualys.cdr.no-progress",
                        Fault.PROVIDER,
                        "Expected further findings after row %d, found the same ones again and again."
                                .formatted(skipped));
            }
            if (skipped >= MOST_ROWS) {
                throw NodeFailure.permanent(
                        "qualys.cdr.too-many",
                        Fault.CAPACITY,
                        "Expected at most %d findings in one window, found more; poll more often or look back less far."
                                .formatted(MOST_ROWS));
            }
        }
    }

    private record Page(List<Map<String, @Nullable Object>> rows, Optional<Long> total) {}

    /// A page, or nothing when it is to be asked for again: after a wait, or smaller.
    private Optional<Page> page(Question question, State state) throws NodeFailure {
        var call =
                Call.read(
                        "to list findings from %s to %s"
                                .formatted(TIME.format(question.from), TIME.format(question.to)));
        QualysReply reply;
        try {
            reply = gateway.reply(PATH, query(question, state), call);
        } catch (NodeFailure e) {
            if (!e.code().equals("qualys.answer-too-large")) {
                throw e;
            }
            shrink(state);
            return Optional.empty();
        }
        if (reply.status() == 429) {
            await(reply, call, state);
            return Optional.empty();
        }
        if (reply.status() == 404) {
            throw notProvisioned(call);
        }
        return Optional.of(read(reply, call));
    }

    private static Map<String, String> query(Question question, State state) {
        var query = new LinkedHashMap<String, String>();
        query.put("startAt", TIME.format(question.from));
        query.put("endAt", TIME.format(question.to));
        if (!question.resourceType.isBlank()) {
            query.put("resourceType", question.resourceType);
        }
        query.put("limit", Integer.toString(state.size));
        query.put("offSet", Integer.toString(state.skipped));
        return query;
    }

    /// One huge finding must not keep all others from being seen.
    private static void shrink(State state) {
        if (state.size > 1) {
            state.size = Math.max(1, state.size / 4);
        } else {
            state.tooLarge++;
            state.skipped++;
        }
    }

    private void await(QualysReply reply, Call call, State state) throws NodeFailure {
        var pause =
                reply.pause().orElse(FIRST_BACK_OFF.multipliedBy(1L << Math.min(state.waits, 5)));
        state.waits++;
        var possible =
                state.waits <= MOST_WAITS
                        && pause.compareTo(LONGEST_WAIT) <= 0
                        && pause.compareTo(context.remaining()) < 0;
        if (!possible) {
            reply.requireSuccess(call);
        }
        var end = System.nanoTime() + pause.toNanos();
        for (var left = pause.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static NodeFailure notProvisioned(Call call) {
        return call.refused(
                "qualys.cdr.not-provisioned",
                "404 Not Found.",
                "check that the subscription includes Cloud Detection and Response, and the gateway's address");
    }

    private static Page read(QualysReply reply, Call call) throws NodeFailure {
        var answer = Json.parse(reply.body());
        if (reply.status() == 400) {
            var said = answer.flatMap(json -> LenientJson.text(json.path("responseMessage")));
            throw call.refused(
                    "qualys.request-refused", said.orElse("400"), "check the trigger's fields");
        }
        reply.requireSuccess(call);
        if (reply.status() == 204) {
            return new Page(List.of(), Optional.of(0L));
        }
        var json =
                answer.filter(JsonNode::isObject)
                        .orElseThrow(() -> call.failedInside("an answer that is no JSON object"));
        if (!json.has("content") && !json.has("totalElements")) {
            throw call.failedInside("an answer without content");
        }
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (var item : LenientJson.items(json.path("content"), "finding")) {
            rows.add(row(item));
        }
        return new Page(rows, LenientJson.number(json.path("totalElements")));
    }

    private static Map<String, @Nullable Object> row(JsonNode item) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        for (var field : item.properties()) {
            row.put(field.getKey(), Json.value(field.getValue()));
        }
        return row;
    }
}
