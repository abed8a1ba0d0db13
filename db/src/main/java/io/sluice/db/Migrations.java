package io.sluice.db;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Brings the schema up to date.
public final class Migrations {
    private static final String LOCATION = "classpath:db/migration";

    private Migrations() {}

    /// Tells Flyway where the migrations are and what stands for what in them.
    public static FluentConfiguration configure(FluentConfiguration flyway, Dialect dialect) {
        return flyway.locations(LOCATION).placeholders(dialect.placeholders());
    }

    public static void apply(Database database) {
        configure(Flyway.configure().dataSource(database.dataSource()), database.dialect())
                .load()
                .migrate();
    }
}
