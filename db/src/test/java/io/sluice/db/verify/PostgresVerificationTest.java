package io.sluice.db.verify;

import io.sluice.db.TestDatabase;

class PostgresVerificationTest extends VerificationContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
