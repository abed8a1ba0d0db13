package io.sluice.sandbox.world;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A virtual machine. Its addresses and groups belong to its interfaces; the first is the primary
/// one.
///
/// @param lastEvent the state-change event emitted last, to be delivered again on demand
public record Vm(
        String instanceId,
        String name,
        Place place,
        Hardware hardware,
        State state,
        List<String> interfaceIds,
        Fate fate,
        Instant launchedAt,
        @Nullable Event lastEvent) {
    public Vm {
        interfaceIds = List.copyOf(interfaceIds);
    }

    /// Where it stands.
    public record Place(String region, String zone, String vpcId, String subnetId) {}

    /// What it is made of.
    public record Hardware(
            String instanceType, String imageId, String volumeId, String reservationId) {}

    /// What will become of it, set when it is made and changed by the control API.
    public record Fate(
            boolean agent,
            @Nullable Integer initialTruRisk,
            @Nullable Integer truRisk,
            int missingPatches,
            ScanOutcome scanOutcome,
            PatchOutcome patchOutcome) {}

    /// What a perimeter scan of it comes to.
    public enum ScanOutcome {
        FINISHED,
        NO_HOST,
        ERROR,
        CANCELED,
        NEVER
    }

    /// What patching it comes to.
    public enum PatchOutcome {
        OK,
        FAILED,
        PENDING
    }

    /// The event as it was sent.
    public record Event(String id, Instant at) {}

    /// `pending → running → stopping → stopped → pending`; from any but the last two to
    /// `shutting-down → terminated`.
    public enum State {
        PENDING(0),
        RUNNING(16),
        SHUTTING_DOWN(32),
        TERMINATED(48),
        STOPPING(64),
        STOPPED(80);

        private final int code;

        State(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }

        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Vm in(State newState) {
        return new Vm(
                instanceId,
                name,
                place,
                hardware,
                newState,
                interfaceIds,
                fate,
                launchedAt,
                lastEvent);
    }

    public Vm with(Fate newFate) {
        return new Vm(
                instanceId,
                name,
                place,
                hardware,
                state,
                interfaceIds,
                newFate,
                launchedAt,
                lastEvent);
    }

    Vm emitted(Event event) {
        return new Vm(
                instanceId, name, place, hardware, state, interfaceIds, fate, launchedAt, event);
    }

    public String primaryInterfaceId() {
        return interfaceIds.getFirst();
    }
}
