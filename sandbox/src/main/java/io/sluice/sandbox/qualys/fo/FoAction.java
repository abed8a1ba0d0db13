package io.sluice.sandbox.qualys.fo;

import io.sluice.sandbox.gate.Outcome;
import java.util.function.Function;

/// One `action` of an endpoint; a write is answered to POST only.
record FoAction(boolean write, Function<FoRequest, Outcome> act) {
    static FoAction read(Function<FoRequest, Outcome> act) {
        return new FoAction(false, act);
    }

    static FoAction write(Function<FoRequest, Outcome> act) {
        return new FoAction(true, act);
    }
}
