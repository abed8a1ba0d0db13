package io.sluice.db;

class PostgresDatabaseTest extends DatabaseContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
