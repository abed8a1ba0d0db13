package io.sluice.sandbox.world;

import java.time.Duration;

/// How long things take, in simulated time, and how much a caller may ask.
///
/// @param visibilityDelay how long a new AWS id is still unknown to reads
/// @param instanceTransition pending to running, stopping to stopped, shutting-down to terminated
/// @param snapshotCopy pending to completed or error
/// @param assetDiscovery until the connector finds a machine without an agent
/// @param scanPickup from an active job to a queued scan
/// @param scanQueue queued to running
/// @param scanRun running to finished
/// @param scanProcess finished to processed
/// @param agentCheckIn between two calls of an agent
/// @param patchRun how long an agent patches
/// @param connectorRun from run to finished
/// @param foRateLimit FO calls to one endpoint in an hour of the sandbox's clock
/// @param foConcurrency FO calls to one endpoint at the same time
/// @param serviceNowHourlyLimit calls of one user in an hour of the sandbox's clock; 0 = no rule
public record Pace(
        Duration visibilityDelay,
        Duration instanceTransition,
        Duration snapshotCopy,
        Duration assetDiscovery,
        Duration scanPickup,
        Duration scanQueue,
        Duration scanRun,
        Duration scanProcess,
        Duration agentCheckIn,
        Duration patchRun,
        Duration connectorRun,
        int foRateLimit,
        int foConcurrency,
        int serviceNowHourlyLimit) {
    public static final Pace DEFAULT =
            new Pace(
                    Duration.ZERO,
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(3),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(2),
                    2000,
                    10,
                    0);

    public Pace {
        if (agentCheckIn.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "Expected agentCheckIn of at least PT1S, found " + agentCheckIn);
        }
        if (foRateLimit < 1 || foConcurrency < 1 || serviceNowHourlyLimit < 0) {
            throw new IllegalArgumentException(
                    "Expected foRateLimit and foConcurrency of at least 1 and serviceNowHourlyLimit of at"
                            + " least 0");
        }
    }
}
