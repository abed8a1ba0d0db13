package io.sluice.db.policy;

import io.sluice.db.TestDatabase;

class PostgresPolicyEventsTest extends PolicyEventsContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
