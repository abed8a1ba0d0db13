package io.sluice.db.authored;

import io.sluice.db.TestDatabase;

class PostgresRightsTest extends RightsContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
