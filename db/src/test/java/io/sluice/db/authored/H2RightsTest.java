package io.sluice.db.authored;

import io.sluice.db.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2RightsTest extends RightsContract {
    @TempDir static Path folder;

    @Override
    TestDatabase open() {
        return TestDatabase.h2(folder);
    }
}
