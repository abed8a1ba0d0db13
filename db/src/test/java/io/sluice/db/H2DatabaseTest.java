package io.sluice.db;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2DatabaseTest extends DatabaseContract {
    @TempDir static Path folder;

    @Override
    TestDatabase open() {
        return TestDatabase.h2(folder);
    }
}
