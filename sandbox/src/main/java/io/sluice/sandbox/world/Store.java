package io.sluice.sandbox.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/// The world's file. Nothing reaches it but whole commits, so that a kill at any moment leaves the
/// last commit; the operating system holds what was committed (safe against a kill of the process,
/// not against power loss).
final class Store implements AutoCloseable {
    /// Small pages: a commit rewrites each page it touches.
    private static final int PAGE_BYTES = 4 << 10;

    private static final int RETENTION_MILLIS = 5_000;
    private static final int COMMITS_BETWEEN_COMPACTIONS = 1_000;
    private static final int MIN_FILL_PERCENT = 50;
    private static final int COMPACTED_BYTES = 4 << 20;

    private final MVStore file;
    private int commits;

    private Store(MVStore file) {
        this.file = file;
    }

    static Store open(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot create the data folder %s; choose another with --data"
                            .formatted(folder),
                    e);
        }
        Path path = folder.resolve("world.mv");
        try {
            MVStore file =
                    new MVStore.Builder()
                            .fileName(path.toString())
                            .autoCommitDisabled()
                            .autoCommitBufferSize(0)
                            .pageSplitSize(PAGE_BYTES)
                            .open();
            file.setRetentionTime(RETENTION_MILLIS);
            file.setVersionsToKeep(0);
            return new Store(file);
        } catch (MVStoreException e) {
            throw new IllegalStateException(
                    "Cannot open %s: %s. Stop the other sandbox that uses it, or choose another --data"
                            .formatted(path, e.getMessage()),
                    e);
        }
    }

    MVMap<String, String> rows(String table) {
        return file.openMap(table);
    }

    void commit() {
        if (!file.hasUnsavedChanges()) {
            return;
        }
        file.commit();
        commits++;
        if (commits % COMMITS_BETWEEN_COMPACTIONS == 0) {
            file.compact(MIN_FILL_PERCENT, COMPACTED_BYTES);
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
