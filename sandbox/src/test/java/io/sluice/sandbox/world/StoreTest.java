package io.sluice.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.h2.mvstore.MVMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    private static final int COMMITS = 8_000;

    @TempDir Path folder;

    @Test
    void keepsEveryRowAndABoundedFileThroughThousandsOfCommits() throws IOException {
        Map<String, String> expected = new HashMap<>();
        SplittableRandom random = new SplittableRandom(42);
        try (Store store = Store.open(folder)) {
            MVMap<String, String> hot = store.rows("hot");
            MVMap<String, String> growing = store.rows("growing");
            for (int i = 0; i < COMMITS; i++) {
                String key = "row-" + random.nextInt(300);
                String value = "value-" + i + "-".repeat(random.nextInt(400));
                hot.put(key, value);
                expected.put(key, value);
                growing.put("%06d".formatted(i), value);
                store.commit();
            }
        }

        try (Store reopened = Store.open(folder)) {
            assertThat(reopened.rows("hot")).containsAllEntriesOf(expected);
            assertThat(reopened.rows("growing")).hasSize(COMMITS);
        }
        assertThat(Files.size(folder.resolve("world.mv"))).isLessThan(200L << 20);
    }
}
