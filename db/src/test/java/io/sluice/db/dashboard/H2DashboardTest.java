package io.sluice.db.dashboard;

import io.sluice.db.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2DashboardTest extends DashboardContract {
    @TempDir static Path folder;

    @Override
    TestDatabase open() {
        return TestDatabase.h2(folder);
    }
}
