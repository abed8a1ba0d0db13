package io.sluice.app.approval.told;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.app.secret.KnownSecrets;
import io.sluice.app.security.OwnAddress;
import io.sluice.db.consent.ApprovalNotices;
import io.sluice.db.consent.ApprovalNotices.Notice;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.port.Connections;
import io.sluice.nodes.notify.Notices;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Sends what the runs have said that people are to be told of approvals. Each notice is sent by
/// one process at a time, and again, with the same id, only when it was not taken, nobody can tell
/// whether it was, or its process died between sending and noting. Connections do not wait for one
/// another, and approvals for none.
///
/// due → sent · due → due again, later · due → left, when nobody need decide any more, or after
/// [#MOST_FAILURES].
@Component
class Courier {
    /// After as many failures, which take about an hour, nobody is told: the page shows who is
    /// asked.
    static final int MOST_FAILURES = 16;

    static final Duration LEASE = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(Courier.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final Duration STOP_LOOK = Duration.ofMillis(20);
    private static final int AT_ONCE = 100;

    private final ApprovalNotices notices;
    private final Connections connections;
    private final Notices wire;
    private final OwnAddress address;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Set<Receiver> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    Courier(
            ApprovalNotices notices,
            Connections connections,
            NodeEnvironment environment,
            OwnAddress address,
            MeterRegistry meters,
            InstantSource clock) {
        this.notices = notices;
        this.connections = connections;
        wire = new Notices(environment);
        this.address = address;
        this.meters = meters;
        this.clock = clock;
    }

    private record Receiver(String project, String connection) {}

    /// Sends what is due, beside.
    void look() {
        notices.due(clock.instant(), AT_ONCE).stream()
                .collect(
                        Collectors.groupingBy(
                                notice -> new Receiver(notice.project(), notice.connection())))
                .forEach(this::look);
    }

    private void look(Receiver receiver, List<Notice> due) {
        if (!stopping && underWay.add(receiver)) {
            Thread.ofVirtual()
                    .name("approval-notices")
                    .start(() -> {
                        try {
                            tell(due);
                        } catch (RuntimeException e) {
                            log.warn("Telling {} failed; it goes on by itself", receiver, e);
                        } finally {
                            underWay.remove(receiver);
                        }
                    });
        }
    }

    /// Sends these, one after the other.
    void tell(List<Notice> due) {
        for (var notice : due) {
            if (stopping) {
                return;
            }
            notices.claim(notice, clock.instant().plus(LEASE)).ifPresent(this::send);
        }
    }

    private void send(Notice notice) {
        if (!notice.subject().open()) {
            notices.left(notice, "Nobody need decide any more.");
            return;
        }
        try {
            var connection =
                    connections
                            .find(notice.project(), notice.version(), notice.connection())
                            .orElseThrow(() ->
                                    NodeFailure.permanent(
                                            "connection.missing",
                                            NodeFailure.Fault.USER,
                                            "Expected a connection of this name, found none."));
            wire.send(connection, Wording.of(notice, address.url()), PATIENCE);
            notices.sent(notice);
            count("sent");
        } catch (NodeFailure e) {
            failed(notice, e.code(), e.getMessage());
        } catch (RuntimeException e) {
            failed(notice, "internal", e.toString());
        }
    }

    private void failed(Notice notice, String code, @Nullable String message) {
        var why = KnownSecrets.blot(code + ": " + message);
        if (notice.failures() + 1 >= MOST_FAILURES) {
            log.error(
                    "Nobody was told of {} by '{}', and nobody will be: {}",
                    notice.key(),
                    notice.connection(),
                    why);
            count("left");
            notices.left(notice, why);
            return;
        }
        var pause = pause(notice.failures());
        log.warn(
                "Nobody was told of {} by '{}'; again in {}: {}",
                notice.key(),
                notice.connection(),
                pause,
                why);
        count("failed");
        notices.failed(notice, clock.instant().plus(pause), why);
    }

    private static Duration pause(int failures) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 12));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void count(String outcome) {
        meters.counter("sluice.approval.notices", "outcome", outcome).increment();
    }

    /// Begins nothing more, and waits for what is on its way.
    void stop() {
        stopping = true;
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!underWay.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(STOP_LOOK.toNanos());
        }
    }

    void start() {
        stopping = false;
    }
}
