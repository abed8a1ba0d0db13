package io.sluice.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.sluice.db.Database;
import io.sluice.db.Dialect;
import io.sluice.db.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A database made for one measurement and thrown away: PostgreSQL with its default durability (or
/// the server that `SLUICE_BENCH_PG_URL` names, whose schema `public` is used as it is), or an H2
/// file with the options the product insists on.
final class BenchDatabase implements AutoCloseable {
    /// PostgreSQL's own defaults, said explicitly because the embedded packaging changes them.
    private static final Map<String, String> DURABLE =
            Map.of("synchronous_commit", "on", "fsync", "on", "full_page_writes", "on");

    private final String name;
    private final @Nullable EmbeddedPostgres postgres;
    private final Path folder;
    private final HikariDataSource pool;
    private final Database database;

    static BenchDatabase open(String name) throws IOException {
        return new BenchDatabase(name);
    }

    private BenchDatabase(String name) throws IOException {
        this.name = name;
        folder = Files.createTempDirectory("sluice-bench");
        var outside = System.getenv("SLUICE_BENCH_PG_URL");
        postgres = name.equals("postgresql") && outside == null ? embedded() : null;
        var config = new HikariConfig();
        config.setJdbcUrl(url(outside));
        Dialect.greeting(config.getJdbcUrl()).ifPresent(config::setConnectionInitSql);
        config.setMaximumPoolSize(8);
        if (name.equals("h2")) {
            config.setUsername("sa");
        }
        pool = new HikariDataSource(config);
        database = Database.of(pool);
        Migrations.apply(database);
    }

    private static EmbeddedPostgres embedded() throws IOException {
        var builder = EmbeddedPostgres.builder();
        DURABLE.forEach(builder::setServerConfig);
        return builder.start();
    }

    private String url(@Nullable String outside) {
        if (name.equals("h2")) {
            return "jdbc:h2:async:"
                    + folder.resolve("bench")
                    + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
        }
        return postgres != null
                ? postgres.getJdbcUrl("postgres", "postgres")
                : java.util.Objects.requireNonNull(outside);
    }

    String name() {
        return name;
    }

    Database database() {
        return database;
    }

    @Override
    public void close() throws IOException {
        pool.close();
        if (postgres != null) {
            postgres.close();
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
