package io.sluice.db.policy;

import io.sluice.db.TestDatabase;

class PostgresPoliciesTest extends PoliciesContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
