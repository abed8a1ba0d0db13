package io.sluice.db.retention;

import io.sluice.db.TestDatabase;

class PostgresRetentionTest extends RetentionContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.postgres();
    }
}
