package io.sluice.db;

import io.sluice.db.port.ChildrenContract;
import io.sluice.db.port.CommandQueueContract;
import io.sluice.db.port.EffectStoreContract;
import io.sluice.db.port.FairClaimsContract;
import io.sluice.db.port.IntakeContract;
import io.sluice.db.port.LimitsContract;
import io.sluice.db.port.LocksContract;
import io.sluice.db.port.MessageStartContract;
import io.sluice.db.port.PausesContract;
import io.sluice.db.port.RunStoreContract;
import io.sluice.db.port.Stores;
import io.sluice.db.port.WaitsContract;
import io.sluice.engine.port.InMemoryStore;
import org.junit.jupiter.api.Nested;

/// The contracts on the engine's own stores in memory, which its simulations run on.
class MemoryStoresTest {
    private static Stores inMemory() {
        var store = new InMemoryStore();
        return new Stores(
                store,
                store,
                store,
                store,
                store,
                store::pause,
                store,
                (workflow, runs, each) -> store.limit(workflow, "", runs, each));
    }

    @Nested
    class Runs extends RunStoreContract {
        @Override
        protected Stores stores() {
            return inMemory();
        }
    }

    @Nested
    class Children extends ChildrenContract {
        @Override
        protected Stores stores() {
            return inMemory();
        }
    }

    @Nested
    class Pauses extends PausesContract {
        @Override
        protected Stores stores() {
            return inMemory();
        }
    }

    @Nested
    class FairClaims extends FairClaimsContract {
        @Override
        protected Stores stores() {
            return inMemory();
        }
    }

    @Nested
    class Limits extends LimitsContract {
        @Override
        protected Stores stores() {
            return inMemory();
        }
    }

    @Nested
    class Locks extends LocksContract {
        @Override
        protected Stores stores() {
            return inMemory();
        }
    }

    @Nested
    class Waits extends WaitsContract {
        @Override
        protected Stores stores() {
            return inMemory();
        }
    }

    @Nested
    class MessageStarts extends MessageStartContract {
        @Override
        protected Stores stores() {
            return inMemory();
        }
    }

    @Nested
    class Commands extends CommandQueueContract {
        @Override
        protected Stores stores() {
            return inMemory();
        }
    }

    @Nested
    class Effects extends EffectStoreContract {
        @Override
        protected Stores stores() {
            return inMemory();
        }
    }

    @Nested
    class Intakes extends IntakeContract {
        @Override
        protected Stores stores() {
            return inMemory();
        }
    }
}
