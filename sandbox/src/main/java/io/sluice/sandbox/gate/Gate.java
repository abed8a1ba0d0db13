package io.sluice.sandbox.gate;

import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Reply;
import io.sluice.sandbox.world.Fault;
import io.sluice.sandbox.world.Ledger;
import io.sluice.sandbox.world.World;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Carries a vendor's call through faults, limits, the operation itself and the ledger, in this
/// order. A write and its ledger entry are one commit, made before a byte of the answer is sent.
final class Gate {
    private final World world;
    private final Vendor vendor;

    Gate(World world, Vendor vendor) {
        this.world = world;
        this.vendor = vendor;
    }

    Reply pass(Call call) {
        Operation operation = vendor.operation(call);
        String methodAndPath = call.method() + " " + call.path();
        Optional<Fault> fault =
                world.controls()
                        .faults()
                        .draw(vendor.service(), operation.name(), methodAndPath, operation.write());
        return fault.isEmpty() ? proceed(operation, call) : meet(fault.get(), operation, call);
    }

    private Reply proceed(Operation operation, Call call) {
        Optional<Reply> stream = vendor.stream(call);
        if (stream.isPresent()) {
            note(operation, Answer.empty(200));
            return stream.get();
        }
        return send(perform(operation, call, false));
    }

    private Reply meet(Fault fault, Operation operation, Call call) {
        return switch (fault.kind()) {
            case APPLY_THEN_DROP -> {
                perform(operation, call, true);
                yield new Reply.Drop();
            }
            case DROP_BEFORE -> {
                note(operation, null);
                yield new Reply.Drop();
            }
            case DELAY -> {
                rest(fault.delay());
                yield proceed(operation, call);
            }
            case STATUS, THROTTLE, RATE_LIMIT, CONCURRENCY_LIMIT, UNAUTHORIZED, HTML ->
                    refuse(fault, operation, call);
        };
    }

    private Reply refuse(Fault fault, Operation operation, Call call) {
        try (Permit permit = vendor.admit(operation, call)) {
            Answer answer =
                    vendor.refusal(fault.kind(), fault.status(), operation, call)
                            .with(permit.headers());
            note(operation, answer);
            return send(answer);
        }
    }

    private Answer perform(Operation operation, Call call, boolean dropped) {
        try (Permit permit = vendor.admit(operation, call)) {
            Answer refusal = permit.refusal();
            if (refusal != null) {
                note(operation, dropped ? null : refusal);
                return refusal.with(permit.headers());
            }
            Outcome outcome =
                    operation.write() ? write(operation, dropped) : read(operation, dropped);
            return outcome.answer().with(permit.headers());
        }
    }

    private Outcome write(Operation operation, boolean dropped) {
        return world.write(() -> {
            Outcome outcome = operation.act().get();
            if (!outcome.applied()) {
                world.undo();
            }
            world.controls().ledger().add(entry(operation, outcome, dropped));
            return outcome;
        });
    }

    private Outcome read(Operation operation, boolean dropped) {
        Outcome outcome = world.read(operation.act());
        world.controls().ledger().addLater(entry(operation, outcome, dropped));
        return outcome;
    }

    private void note(Operation operation, @Nullable Answer answer) {
        boolean dropped = answer == null;
        Outcome outcome = Outcome.of(answer == null ? Answer.empty(0) : answer);
        if (operation.write()) {
            world.write(() -> {
                world.controls().ledger().add(entry(operation, outcome, dropped));
                return true;
            });
        } else {
            world.controls().ledger().addLater(entry(operation, outcome, dropped));
        }
    }

    private Ledger.Entry entry(Operation operation, Outcome outcome, boolean dropped) {
        return new Ledger.Entry(
                0,
                world.now(),
                vendor.service(),
                operation.name(),
                outcome.key(),
                outcome.applied(),
                operation.write(),
                dropped ? null : (Integer) outcome.answer().status(),
                outcome.subject());
    }

    private static void rest(Duration delay) {
        long end = System.nanoTime() + delay.toNanos();
        for (long left = delay.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static Reply send(Answer answer) {
        return new Reply.Send(answer);
    }
}
