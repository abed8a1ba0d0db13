package io.sluice.db;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2RecordsTest extends RecordsContract {
    @TempDir static Path folder;

    @Override
    TestDatabase open() {
        return TestDatabase.h2(folder);
    }
}
