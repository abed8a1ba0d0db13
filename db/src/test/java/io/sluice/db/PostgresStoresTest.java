package io.sluice.db;

import io.sluice.db.port.ChildrenContract;
import io.sluice.db.port.CommandQueueContract;
import io.sluice.db.port.EffectStoreContract;
import io.sluice.db.port.FairClaimsContract;
import io.sluice.db.port.IntakeContract;
import io.sluice.db.port.LeaseContract;
import io.sluice.db.port.LimitsContract;
import io.sluice.db.port.LocksContract;
import io.sluice.db.port.MessageStartContract;
import io.sluice.db.port.PausesContract;
import io.sluice.db.port.RunStoreContract;
import io.sluice.db.port.Stores;
import io.sluice.db.port.WaitsContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/// The contracts on PostgreSQL.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresStoresTest {
    private TestDatabase database;

    @BeforeAll
    void open() {
        database = TestDatabase.postgres();
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Nested
    class Runs extends RunStoreContract {
        @Override
        protected Stores stores() {
            return database.stores();
        }
    }

    @Nested
    class Leases extends LeaseContract {
        @Override
        protected Stores stores() {
            return database.stores();
        }
    }

    @Nested
    class Children extends ChildrenContract {
        @Override
        protected Stores stores() {
            return database.stores();
        }
    }

    @Nested
    class Pauses extends PausesContract {
        @Override
        protected Stores stores() {
            return database.stores();
        }
    }

    @Nested
    class FairClaims extends FairClaimsContract {
        @Override
        protected Stores stores() {
            return database.stores();
        }
    }

    @Nested
    class Limits extends LimitsContract {
        @Override
        protected Stores stores() {
            return database.stores();
        }
    }

    @Nested
    class Locks extends LocksContract {
        @Override
        protected Stores stores() {
            return database.stores();
        }
    }

    @Nested
    class Waits extends WaitsContract {
        @Override
        protected Stores stores() {
            return database.stores();
        }
    }

    @Nested
    class MessageStarts extends MessageStartContract {
        @Override
        protected Stores stores() {
            return database.stores();
        }
    }

    @Nested
    class Commands extends CommandQueueContract {
        @Override
        protected Stores stores() {
            return database.stores();
        }
    }

    @Nested
    class Effects extends EffectStoreContract {
        @Override
        protected Stores stores() {
            return database.stores();
        }
    }

    @Nested
    class Intakes extends IntakeContract {
        @Override
        protected Stores stores() {
            return database.stores();
        }
    }
}
