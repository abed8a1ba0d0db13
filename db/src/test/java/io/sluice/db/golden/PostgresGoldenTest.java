package io.sluice.db.golden;

import io.sluice.db.TestDatabase;

class PostgresGoldenTest extends GoldenContract {
    @Override
    TestDatabase open(String schema) {
        return TestDatabase.postgres(schema);
    }

    @Override
    boolean postgres() {
        return true;
    }
}
