package io.sluice.db.run;

import io.sluice.db.TestDatabase;

class PostgresUpgradeTest extends UpgradeContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.postgres();
    }
}
