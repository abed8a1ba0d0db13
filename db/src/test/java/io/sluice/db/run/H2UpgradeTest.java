package io.sluice.db.run;

import io.sluice.db.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2UpgradeTest extends UpgradeContract {
    @TempDir Path folder;

    @Override
    protected TestDatabase database() {
        return TestDatabase.h2(folder);
    }
}
