package io.sluice.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/// What is left of a database's file if the process dies between two of its writes.
final class CrashImages {
    private static final String NAME = "images";

    /// H2 makes file systems by itself, with no word to whom they belong.
    private static volatile Runnable afterWrite = () -> {};

    private final Path folder;
    private final int every;
    private final int most;
    private volatile boolean begun;
    private final AtomicInteger writes = new AtomicInteger();
    private final List<Path> taken = new CopyOnWriteArrayList<>();

    /// A transaction of which something is missing.
    record Half(Path image, long transaction, int rows) {}

    private CrashImages(Path folder, int every, int most) {
        this.folder = folder;
        this.every = every;
        this.most = most;
    }

    /// Of a database that is to be made in a folder; one at a time.
    ///
    /// @param every after how many writes an image is taken
    /// @param most how many are taken
    static CrashImages in(Path folder, int every, int most) {
        var images = new CrashImages(folder, every, most);
        afterWrite = images::written;
        FilePath.register(new Observed());
        return images;
    }

    /// Of the database that is observed.
    String url() {
        return "jdbc:h2:%s:%s;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE"
                .formatted(NAME, folder.resolve("observed"));
    }

    /// Of the database that an image is.
    static String url(Path image) {
        return "jdbc:h2:nio:" + image.toString().replaceFirst("\\.mv\\.db$", "");
    }

    /// From here on.
    void begin() {
        begun = true;
    }

    boolean enough() {
        return taken.size() >= most;
    }

    List<Path> taken() {
        return taken;
    }

    private void written() {
        if (!begun || writes.incrementAndGet() % every != 0 || enough()) {
            return;
        }
        try {
            var image = folder.resolve("image" + taken.size() + ".mv.db");
            Files.copy(folder.resolve("observed.mv.db"), image);
            taken.add(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// H2 makes one for each path.
    public static final class Observed extends FilePathWrapper {
        public Observed() {}

        @Override
        public String getScheme() {
            return NAME;
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            return new Channel(super.open(mode));
        }
    }

    private static final class Channel extends FileBase {
        private final FileChannel target;

        Channel(FileChannel target) {
            this.target = target;
        }

        @Override
        public synchronized int write(ByteBuffer source, long position) throws IOException {
            int count = target.write(source, position);
            afterWrite.run();
            return count;
        }

        @Override
        public synchronized int write(ByteBuffer source) throws IOException {
            int count = target.write(source);
            afterWrite.run();
            return count;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            return target.read(into);
        }

        @Override
        public synchronized int read(ByteBuffer into, long position) throws IOException {
            return target.read(into, position);
        }

        @Override
        public long position() throws IOException {
            return target.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            target.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return target.size();
        }

        @Override
        public synchronized FileChannel truncate(long size) throws IOException {
            target.truncate(size);
            return this;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            target.force(metaData);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return target.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            target.close();
        }
    }
}
