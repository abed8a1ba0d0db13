package io.sluice.app.policy;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
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

    ProbeController(HealthEndpoint health, PrometheusMeterRegistry metrics) {
        this.health = health;
        this.metrics = metrics;
    }

    @GetMapping(value = "/health", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> health() {
        return health.health().getStatus().equals(Status.UP)
                ? ResponseEntity.ok("OK")
                : ResponseEntity.status(503).body("DOWN");
    }

    @GetMapping("/metrics")
    ResponseEntity<String> metrics() {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/plain;version=0.0.4;charset=UTF-8"))
                .body(metrics.scrape());
    }
}
