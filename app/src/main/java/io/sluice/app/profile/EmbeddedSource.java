package io.sluice.app.profile;

import com.zaxxer.hikari.HikariDataSource;
import io.sluice.db.Database;
import io.sluice.db.H2File;
import io.sluice.db.StoreFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Connections to the embedded database. Whoever closes it is the last: nobody asks the database
/// anything any more, so that its file can be written anew without what is dead.
final class EmbeddedSource extends HikariDataSource {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedSource.class);

    /// With more alive in it the file is left as it is, so that stopping takes seconds.
    private static final long COMPACT_UP_TO_BYTES = 64L * 1024 * 1024;

    @Override
    public void close() {
        if (isRunning()) {
            try {
                H2File.of(Database.of(this)).ifPresent(file -> file.close(COMPACT_UP_TO_BYTES));
            } catch (StoreFailure e) {
                log.warn("The database's file could not be tidied; it is complete, only larger", e);
            }
        }
        super.close();
    }
}
