package io.sluice.app.policy;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Health and metrics at the addresses that operators of the block API know.
@RestController
class ProbeController {
    private final HealthEndpoint health;
    private final PrometheusMeterRegistry metrics;
    private final Authorization authorization;

    ProbeController(
            HealthEndpoint health, PrometheusMeterRegistry metrics, Authorization authorization) {
        this.health = health;
        this.metrics = metrics;
        this.authorization = authorization;
    }

    @GetMapping(value = "/health", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> health() {
        return health.health().getStatus().equals(Status.UP)
                ? ResponseEntity.ok("OK")
                : ResponseEntity.status(503).body("DOWN");
    }

    /// Of the whole server, so of all projects.
    @GetMapping("/metrics")
    ResponseEntity<String> metrics(Caller caller) {
        authorization.requireEverywhere(caller, Action.LOOK);
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/plain;version=0.0.4;charset=UTF-8"))
                .body(metrics.scrape());
    }
}
