package io.sluice.db.retention;

import io.sluice.db.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2RetentionTest extends RetentionContract {
    @TempDir Path folder;

    @Override
    protected TestDatabase database() {
        return TestDatabase.h2(folder);
    }
}
