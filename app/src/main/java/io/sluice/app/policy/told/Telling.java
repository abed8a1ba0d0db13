package io.sluice.app.policy.told;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.app.secret.KnownSecrets;
import io.sluice.db.authored.ConnectionVault;
import io.sluice.db.authored.ProjectBook;
import io.sluice.db.authored.StoredConnection;
import io.sluice.db.policy.PolicyEvents;
import io.sluice.db.policy.PolicyEvents.Numbered;
import io.sluice.db.policy.PolicyEvents.Receiver;
import io.sluice.db.policy.PolicyEvents.Standing;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.port.Connections;
import io.sluice.nodes.notify.SiemExport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Sends what happens to policies to every connection of type `siem` that asks for it. Each
/// receiver is told by one process at a time, in order, one event after the other, and how far it
/// is told is stored after each: an event is sent again, with the same id, only when its process
/// died between sending and noting, or nobody can tell whether it arrived. Receivers do not wait
/// for one another, and policies for none.
@Component
class Telling {
    private static final Logger log = LoggerFactory.getLogger(Telling.class);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /// After as many failures, which take about an hour, an event that its receiver refuses is left
    /// out: others are not to wait for it for ever.
    private static final int MOST_REFUSALS = 20;

    /// Who is away for longer misses what is older.
    private static final Duration KEPT = Duration.ofDays(30);

    private static final Duration STOP_LOOK = Duration.ofMillis(20);
    private static final int AT_ONCE = 500;
    private static final int PAGE = 100;

    private final PolicyEvents events;
    private final ConnectionVault vault;
    private final ProjectBook projects;
    private final Connections connections;
    private final SiemExport export;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Set<Receiver> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    Telling(
            PolicyEvents events,
            ConnectionVault vault,
            ProjectBook projects,
            Connections connections,
            NodeEnvironment environment,
            MeterRegistry meters,
            InstantSource clock) {
        this.events = events;
        this.vault = vault;
        this.projects = projects;
        this.connections = connections;
        this.meters = meters;
        this.clock = clock;
        export = new SiemExport(environment);
    }

    /// Gives numbers to what is new, and tells each receiver beside.
    void look() {
        long last = events.number(AT_ONCE);
        projects.list().forEach(project -> look(project.id(), last));
    }

    private void look(String project, long last) {
        var receivers =
                vault.list(project).stream()
                        .filter(Telling::wantsEvents)
                        .map(one -> new Receiver(one.project(), one.name()))
                        .toList();
        receivers.forEach(receiver -> look(receiver, last));
        events.keepOnly(project, receivers.stream().map(Receiver::connection).toList());
    }

    private static boolean wantsEvents(StoredConnection connection) {
        var flag = connection.settings().getOrDefault("policyEvents", "");
        return connection.type().equals(SiemExport.CONNECTION_TYPE)
                && Set.of("yes", "true", "on").contains(flag.strip().toLowerCase(Locale.ROOT));
    }

    private void look(Receiver receiver, long last) {
        var standing = events.look(receiver);
        if (standing.isEmpty()) {
            events.begin(receiver, last);
            return;
        }
        var now = clock.instant();
        boolean due = standing.get().seq() < last && !standing.get().leasedUntil().isAfter(now);
        if (due && !stopping && underWay.add(receiver)) {
            Thread.ofVirtual()
                    .name("policy-events")
                    .start(() -> {
                        try {
                            tell(receiver);
                        } catch (RuntimeException e) {
                            log.warn("Telling {} failed; it goes on in a minute", receiver, e);
                        } finally {
                            underWay.remove(receiver);
                        }
                    });
        }
    }

    /// Sends nothing after the events that are on their way, and gives the leases back, so that
    /// others go on at once.
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

    /// Forgets what nobody will be told any more.
    void forget() {
        int gone = events.forget(clock.instant().minus(KEPT));
        if (gone > 0) {
            log.info("{} policy events are older than {} and were forgotten", gone, KEPT);
        }
    }

    private void tell(Receiver receiver) {
        var now = clock.instant();
        var until = now.plus(LEASE);
        var claimed = events.claim(receiver, now, until);
        if (claimed.isEmpty()) {
            return;
        }
        var standing = claimed.get();
        long seq = standing.seq();
        for (var page = next(receiver, seq); !page.isEmpty(); page = next(receiver, seq)) {
            for (var event : page) {
                if (stopping) {
                    break;
                }
                if (!sent(receiver, event, standing, until)) {
                    return;
                }
                seq = event.seq();
                var next = later(until);
                if (!events.sent(receiver, seq, until, next)) {
                    return;
                }
                until = next;
                standing = new Standing(seq, until, 0, "");
            }
        }
        events.sent(receiver, seq, until, clock.instant());
    }

    /// A lease is told from the one before by its end.
    private Instant later(Instant until) {
        var next = clock.instant().plus(LEASE);
        return next.isAfter(until) ? next : until.plusMillis(1);
    }

    private List<Numbered> next(Receiver receiver, long seq) {
        return stopping ? List.of() : events.after(receiver.project(), seq, PAGE);
    }

    /// Whether the event is done with: taken, or refused for good.
    private boolean sent(Receiver receiver, Numbered event, Standing standing, Instant until) {
        try {
            var connection =
                    connections
                            .find(receiver.project(), receiver.connection())
                            .orElseThrow(() ->
                                    NodeFailure.permanent(
                                            "connection.missing",
                                            NodeFailure.Fault.USER,
                                            "Its connection is gone."));
            export.send(connection, ToldEvents.of(event), PATIENCE);
            count(receiver, "sent");
            return true;
        } catch (NodeFailure e) {
            return failed(receiver, event, standing, until, e.code(), e.getMessage());
        } catch (RuntimeException e) {
            return failed(receiver, event, standing, until, "siem.internal", e.toString());
        }
    }

    private boolean failed(
            Receiver receiver,
            Numbered event,
            Standing standing,
            Instant until,
            String code,
            @Nullable String message) {
        var why = KnownSecrets.blot(code + ": " + message);
        if (hopeless(code, standing.failures() + 1)) {
            log.error(
                    "{} refuses event {} for good; it is left out: {}", receiver, event.id(), why);
            count(receiver, "left-out");
            return true;
        }
        var pause = pause(standing.failures());
        log.warn("{} was not told event {}; again in {}: {}", receiver, event.id(), pause, why);
        count(receiver, "failed");
        events.failed(receiver, until, clock.instant().plus(pause), why);
        return false;
    }

    private static boolean hopeless(String code, int failures) {
        return switch (code) {
            case "siem.too-long" -> true;
            case "siem.refused" -> failures >= MOST_REFUSALS;
            default -> false;
        };
    }

    private static Duration pause(int failures) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 12));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void count(Receiver receiver, String outcome) {
        meters.counter(
                        "sluice.policy.events",
                        "receiver",
                        receiver.connection(),
                        "outcome",
                        outcome)
                .increment();
    }
}
