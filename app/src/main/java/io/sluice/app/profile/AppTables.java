package io.sluice.app.profile;

import io.sluice.db.Database;
import org.flywaydb.core.Flyway;
import org.springframework.stereotype.Component;

/// The few tables that only the application knows: sessions, set-up tokens, webhook secrets. They
/// have a history of their own beside the store's.
@Component
public class AppTables {
    public AppTables(Database database) {
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("classpath:io/sluice/app/migration")
                .table("app_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    /// To be called by whoever uses them: having this bean means that they are there.
    public void require() {}
}
