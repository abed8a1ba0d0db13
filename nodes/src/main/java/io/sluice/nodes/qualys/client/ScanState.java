package io.sluice.nodes.qualys.client;

import java.util.Locale;

/// Where a scan stands, as far as a step cares.
public sealed interface ScanState {
    /// @param name as Qualys calls it: `Queued`, `Loading`, `Running`, `Paused`
    record UnderWay(String name) implements ScanState {}

    /// It found something to scan; its results may still have to be processed.
    record Finished() implements ScanState {}

    /// It finished without reaching any host: nothing was scanned.
    record NoHost() implements ScanState {}

    record Failed() implements ScanState {}

    record Canceled() implements ScanState {}

    static ScanState of(String state, String subState) {
        return switch (state.toLowerCase(Locale.ROOT)) {
            case "finished" -> subState.equalsIgnoreCase("No_Host") ? new NoHost() : new Finished();
            case "error" -> new Failed();
            case "canceled", "cancelled" -> new Canceled();
            default -> new UnderWay(state);
        };
    }
}
