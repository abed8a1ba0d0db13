package io.sluice.db;

class PostgresRecordsTest extends RecordsContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
