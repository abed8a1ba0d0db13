package io.sluice.app.verify;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.sluice.db.Database;
import io.sluice.db.H2Urls;
import io.sluice.db.StoreFailure;
import io.sluice.db.verify.Check;
import io.sluice.db.verify.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The database of a server that does not run, looked into directly: a backup, a disk that was
/// saved, or what a crash has left. Nothing is changed, no server is started.
public final class StoppedStore {
    private static final int CONNECTIONS = 4;

    private StoppedStore() {}

    /// Every check of the database that these variables name: `SLUICE_DB_URL` with `SLUICE_DB_USER`
    /// and `SLUICE_DB_PASSWORD`, or else the one in the folder `SLUICE_DATA`; told as the server
    /// tells it.
    ///
    /// @throws IllegalArgumentException that says what to do if it cannot be opened
    public static Map<String, Object> verify(Map<String, String> environment) {
        try (var source = source(environment)) {
            var checks = new Verification(Database.of(source)).run();
            return Map.of(
                    "ok",
                    checks.stream().allMatch(Check::ok),
                    "checks",
                    checks.stream().map(StoppedStore::values).toList());
        } catch (HikariPool.PoolInitializationException | StoreFailure closed) {
            throw new IllegalArgumentException(
                    "Expected to open the database, could not: is its server still running? Then"
                            + " leave out --stopped. ("
                            + closed.getMessage()
                            + ")",
                    closed);
        }
    }

    private static Map<String, Object> values(Check check) {
        return Map.of(
                "name",
                check.name(),
                "ok",
                check.ok(),
                "found",
                check.found(),
                "examples",
                check.examples());
    }

    private static HikariDataSource source(Map<String, String> environment) {
        var url = environment.getOrDefault("SLUICE_DB_URL", "");
        var source = new HikariDataSource();
        source.setPoolName("verify");
        source.setMaximumPoolSize(CONNECTIONS);
        if (url.isBlank()) {
            source.setJdbcUrl(embedded(Path.of(environment.getOrDefault("SLUICE_DATA", "data"))));
            source.setUsername("sa");
            source.setPassword("");
        } else {
            source.setJdbcUrl(url);
            source.setUsername(environment.getOrDefault("SLUICE_DB_USER", ""));
            source.setPassword(environment.getOrDefault("SLUICE_DB_PASSWORD", ""));
        }
        return source;
    }

    private static String embedded(Path folder) {
        if (!Files.exists(folder.resolve("sluice.mv.db"))) {
            throw new IllegalArgumentException(
                    "Expected a database in "
                            + folder.toAbsolutePath().normalize()
                            + ", found none; name its folder in SLUICE_DATA.");
        }
        return H2Urls.of(folder) + ";IFEXISTS=TRUE";
    }
}
