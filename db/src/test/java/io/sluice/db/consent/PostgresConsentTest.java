package io.sluice.db.consent;

import io.sluice.db.TestDatabase;

class PostgresConsentTest extends ConsentContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
