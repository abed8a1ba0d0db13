package io.sluice.db.dashboard;

import io.sluice.db.TestDatabase;

class PostgresDashboardTest extends DashboardContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
