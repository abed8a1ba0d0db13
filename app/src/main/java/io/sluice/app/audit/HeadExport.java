package io.sluice.app.audit;

import io.sluice.app.observe.Rounds;
import io.sluice.app.secret.KnownSecrets;
import io.sluice.app.security.Projects;
import io.sluice.db.audit.AuditLog;
import io.sluice.db.audit.AuditLog.Head;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.port.Connections;
import io.sluice.engine.run.Actor;
import io.sluice.nodes.notify.SiemEvent;
import io.sluice.nodes.notify.SiemExport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Tells places outside the database, every minute in which something was added, how far the audit
/// log goes and by which hash: to a file, and to a receiver of security events. Where it tells is
/// itself in the log, written whenever it is another than before: nobody ends this unseen.
@Component
class HeadExport implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(HeadExport.class);
    private static final String ACTION = "audit.heads";
    private static final Actor ACTOR = new Actor("engine", "audit");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AuditLog audit;
    private final Audits audits;
    private final HeadFile file;
    private final String connection;
    private final Duration every;
    private final Connections connections;
    private final SiemExport siem;
    private final InstantSource clock;
    private final Map<String, Head> told = new ConcurrentHashMap<>();
    private final List<Rounds> rounds = new ArrayList<>();

    HeadExport(
            AuditLog audit,
            Audits audits,
            HeadFile file,
            @Value("${sluice.audit.head-connection}") String connection,
            @Value("${sluice.audit.head-every}") Duration every,
            Connections connections,
            NodeEnvironment environment,
            InstantSource clock) {
        this.audit = audit;
        this.audits = audits;
        this.file = file;
        this.connection = connection.strip();
        this.every = every;
        this.connections = connections;
        this.siem = new SiemExport(environment);
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        noteTarget();
        rounds.add(Rounds.start("audit-heads", every, this::tell));
    }

    private void noteTarget() {
        var target = Map.<String, @Nullable Object>of("file", path(), "connection", connection);
        var last = audit.last(Projects.DEFAULT, ACTION).map(AuditLog.Entry::details);
        boolean nothingYet = last.isEmpty() && path().isEmpty() && connection.isEmpty();
        if (!nothingYet && !last.equals(java.util.Optional.of(target))) {
            audits.write(Projects.DEFAULT, ACTOR, ACTION, "installation", target);
        }
    }

    private String path() {
        return file.file().map(Object::toString).orElse("");
    }

    /// What has been added to since the last time.
    void tell() {
        if (path().isEmpty() && connection.isEmpty()) {
            return;
        }
        for (var head : audit.heads()) {
            if (!head.equals(told.get(head.project()))) {
                file.add(head, clock.instant());
                send(head);
                told.put(head.project(), head);
            }
        }
    }

    private void send(Head head) {
        if (connection.isEmpty()) {
            return;
        }
        try {
            var receiver = connections.find(Projects.DEFAULT, connection);
            if (receiver.isEmpty()) {
                log.error(
                        "Expected a connection '{}' for the ends of the audit log, found none; make"
                                + " it, or change SLUICE_AUDIT_HEAD_CONNECTION",
                        connection);
                return;
            }
            siem.send(receiver.get(), event(head), PATIENCE);
        } catch (NodeFailure e) {
            log.error(
                    "The end of the audit log could not be told to '{}'; tried again when more is"
                            + " added: {}",
                    connection,
                    KnownSecrets.blot(e.getMessage()));
        }
    }

    private SiemEvent event(Head head) {
        return new SiemEvent(
                "audit." + head.hash().substring(0, 16) + "." + head.seq(),
                clock.instant(),
                "audit.head",
                3,
                "The audit log of " + head.project() + " goes to entry " + head.seq(),
                "engine",
                head.project(),
                Map.of("project", head.project(), "seq", head.seq(), "hash", head.hash()));
    }

    @Override
    public synchronized void stop() {
        rounds.forEach(Rounds::close);
        rounds.clear();
        tell();
    }

    @Override
    public synchronized boolean isRunning() {
        return !rounds.isEmpty();
    }
}
