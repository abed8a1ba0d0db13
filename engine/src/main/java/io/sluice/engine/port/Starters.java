package io.sluice.engine.port;

import io.sluice.engine.port.Waits.Message;
import io.sluice.engine.port.Waits.Subscription;
import io.sluice.engine.run.RunId;
import java.util.List;
import java.util.Set;

/// The workflows that begin by messages and signals: those that are published and enabled. A
/// message is for one receiver: what waits for it comes first. A signal is for all.
public interface Starters {
    /// So many messages and signals of runs, each of a run that the one before has begun, and no
    /// more: what begins itself over and over ends there.
    int LONGEST_CHAIN = 32;

    Starters NONE =
            new Starters() {
                @Override
                public Set<Subscription> heard() {
                    return Set.of();
                }

                @Override
                public Begun begin(Message message) {
                    return Begun.NOTHING;
                }

                @Override
                public void refused(Message message, String why) {}
            };

    /// What something begins by now, see [Message#beginsBy()]. Asked at every tick and for every
    /// message that nobody waits for: must answer from memory, and may be a second late.
    Set<Subscription> heard();

    /// Begins one run for a message, or one of each workflow that hears a signal; the same ones
    /// however often it is asked and by however many processes. The run that a message begins is
    /// stored with it being delivered, see [Intake#message()]: one that was delivered before begins
    /// none.
    Begun begin(Message message);

    /// It begins nothing, for this reason; for people to see.
    void refused(Message message, String why);

    /// @param runs those that it began, now or before
    /// @param later there is no room for what it would begin: ask again
    record Begun(List<RunId> runs, boolean later) {
        public static final Begun NOTHING = new Begun(List.of(), false);

        public Begun {
            runs = List.copyOf(runs);
        }
    }
}
