package io.sluice.db.golden;

import io.sluice.db.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2GoldenTest extends GoldenContract {
    @TempDir Path folder;

    @Override
    TestDatabase open(String schema) {
        return TestDatabase.h2(folder, schema);
    }

    @Override
    boolean postgres() {
        return false;
    }
}
