package io.sluice.app.sandbox;

import io.sluice.app.connection.ConnectionKeeping;
import io.sluice.app.connection.ConnectionKeeping.Filled;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.profile.SluiceProperties;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Projects;
import io.sluice.app.security.Role;
import io.sluice.app.settings.PublicAddress;
import io.sluice.app.trigger.HookRenewed;
import io.sluice.app.trigger.TriggerSecrets;
import io.sluice.codec.value.JsonValues;
import io.sluice.db.authored.ConnectionVault;
import io.sluice.engine.run.Actor;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Introduces the application and the sandbox to each other: the connections, and where the sandbox
/// delivers its events, with the keys for it.
@Component
class SandboxSeeding {
    private static final Logger log = LoggerFactory.getLogger(SandboxSeeding.class);
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final int TRIES = 150;

    private static final Caller SEEDING =
            new Caller(
                    new Actor("engine", "sandbox"),
                    "sandbox",
                    Projects.DEFAULT,
                    EnumSet.of(Role.ADMIN),
                    "here");

    private final SandboxClient sandbox;
    private final ConnectionKeeping connections;
    private final ConnectionVault vault;
    private final TriggerSecrets secrets;
    private final PublicAddress address;
    private final SluiceProperties properties;

    SandboxSeeding(
            SandboxClient sandbox,
            ConnectionKeeping connections,
            ConnectionVault vault,
            TriggerSecrets secrets,
            PublicAddress address,
            SluiceProperties properties) {
        this.sandbox = sandbox;
        this.connections = connections;
        this.vault = vault;
        this.secrets = secrets;
        this.address = address;
        this.properties = properties;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        sandbox.url()
                .ifPresent(url -> {
                    connect(url);
                    Thread.ofVirtual().name("sandbox-seeding").start(this::direct);
                });
    }

    /// The sandbox signs with the newest secret at once: the second renewal would lock it out.
    @EventListener(HookRenewed.class)
    void renewed() {
        sandbox.url()
                .ifPresent(_ -> Thread.ofVirtual().name("sandbox-seeding").start(this::direct));
    }

    private void connect(String url) {
        SandboxConnections.at(url)
                .forEach((name, filled) -> {
                    try {
                        connect(name, filled);
                    } catch (ApiProblem e) {
                        log.warn(
                                "The sandbox's connection {} is left out: {}",
                                name,
                                e.getMessage());
                    }
                });
    }

    /// Makes a connection, or leads it to where the sandbox is now. One that somebody has pointed
    /// elsewhere is left alone.
    private void connect(String name, Filled filled) {
        var known = vault.find(Projects.DEFAULT, name);
        if (known.isEmpty()) {
            connections.create(SEEDING, name, filled);
        } else if (known.get().updatedBy().equals(SEEDING.person())
                && !known.get().settings().equals(filled.settings())) {
            connections.change(SEEDING, name, filled);
        }
    }

    private void direct() {
        for (int i = 0; i < TRIES; i++) {
            try {
                var answer = sandbox.send("PUT", "targets", JsonValues.write(targets()));
                if (answer.statusCode() == 200) {
                    return;
                }
                log.warn("The sandbox refused its targets: {}", answer.body());
                return;
            } catch (ApiProblem e) {
                log.debug("The sandbox is not there yet", e);
                pause();
            }
        }
        log.warn("The sandbox did not answer; its events will not arrive until the next start");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, @Nullable Object> targets() {
        var base =
                properties.eventsUrl().isBlank()
                        ? address.own()
                        : properties.eventsUrl().replaceAll("/+$", "");
        return Map.of(
                "events",
                Map.of(
                        "url",
                        base + "/hooks/eventbridge",
                        "headers",
                        Map.of("X-Api-Key", secret("eventbridge"))),
                "servicenow",
                signed(base + "/hooks/servicenow", "servicenow"),
                "cdr",
                signed(base + "/webhook/cdr", "cdr"),
                "tetragon",
                signed(base + "/webhook/tetragon?cluster=kubernetes", "tetragon"));
    }

    private Map<String, @Nullable Object> signed(String url, String hook) {
        return Map.of("url", url, "headers", Map.of(), "hmacSecret", secret(hook));
    }

    private String secret(String hook) {
        var live = secrets.live(Projects.DEFAULT, TriggerSecrets.SHARED, hook);
        return live.isEmpty()
                ? secrets.renew(Projects.DEFAULT, TriggerSecrets.SHARED, hook, SEEDING.person())
                : live.getFirst();
    }
}
