package io.sluice.app.quota;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// What every project may have unless its own quota says otherwise; 0 for no bound.
@ConfigurationProperties("sluice.quota")
record QuotaProperties(int runsPerMinute, int workflows, int connections) {
    int of(Stored stored) {
        return switch (stored) {
            case WORKFLOWS -> workflows;
            case CONNECTIONS -> connections;
        };
    }
}
