package io.sluice.sandbox.gate;

import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Reply;
import io.sluice.sandbox.world.Fault;
import java.util.Optional;

/// One imitated vendor interface.
public interface Vendor {
    /// The name faults and the ledger know it by; also its path prefix.
    String service();

    /// What the call asks for; always something, if only a refusal.
    Operation operation(Call call);

    /// How this vendor says that a call met a fault.
    Answer refusal(Fault.Kind kind, int status, Operation operation, Call call);

    /// What is sent piece by piece instead of one answer; empty for nearly every call.
    default Optional<Reply> stream(Call call) {
        return Optional.empty();
    }

    /// Counts the call against the vendor's limits until the permit is closed.
    default Permit admit(Operation operation, Call call) {
        return Permit.FREE;
    }
}
