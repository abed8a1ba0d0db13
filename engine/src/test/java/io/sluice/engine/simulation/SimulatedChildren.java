package io.sluice.engine.simulation;

import io.sluice.engine.port.Children;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Outer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs that runs have begun, as one process sees them: behind the same wire.
record SimulatedChildren(SimulatedStore wire) implements Children {
    private Children children() {
        return wire.store().children();
    }

    @Override
    public List<@Nullable Object> items(EffectKey group, int from, int most) {
        return wire.ask(() -> children().items(group, from, most));
    }

    @Override
    public Optional<Outer> outer(EffectKey group) {
        return wire.ask(() -> children().outer(group));
    }

    @Override
    public List<Begun> begun(EffectKey group, int from, int most) {
        return wire.ask(() -> children().begun(group, from, most));
    }
}
