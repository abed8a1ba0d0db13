package io.sluice.db.authored;

import io.sluice.db.TestDatabase;

class PostgresAuthoredTest extends AuthoredContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
