package io.sluice.db;

import io.sluice.db.audit.AuditLog;
import io.sluice.db.authored.AuthoredConfiguration;
import io.sluice.db.authored.JdbcWorkflowVersions;
import io.sluice.db.intake.Inbox;
import io.sluice.db.query.Approvals;
import io.sluice.db.query.RunQueries;
import io.sluice.db.query.Verdicts;
import io.sluice.db.run.JdbcCommandQueue;
import io.sluice.db.run.JdbcEffectStore;
import io.sluice.db.run.JdbcPauses;
import io.sluice.db.run.JdbcQuotas;
import io.sluice.db.run.JdbcResourceLocks;
import io.sluice.db.run.JdbcRunStore;
import io.sluice.db.run.JdbcWaits;
import io.sluice.db.run.RunHistory;
import io.sluice.db.run.StepLogs;
import io.sluice.db.verify.Verification;
import javax.sql.DataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Everything the store offers, over the application's data source.
@Configuration(proxyBeanMethods = false)
@Import(AuthoredConfiguration.class)
public class DatabaseConfiguration {

    @Bean
    Database database(DataSource dataSource) {
        return Database.of(dataSource);
    }

    @Bean
    FlywayConfigurationCustomizer migrations(Database database) {
        return flyway -> Migrations.configure(flyway, database.dialect());
    }

    @Bean
    JdbcRunStore runStore(Database database) {
        return new JdbcRunStore(database);
    }

    @Bean
    JdbcEffectStore effectStore(Database database) {
        return new JdbcEffectStore(database);
    }

    @Bean
    JdbcWaits waits(Database database) {
        return new JdbcWaits(database);
    }

    @Bean
    JdbcCommandQueue commandQueue(Database database) {
        return new JdbcCommandQueue(database);
    }

    @Bean
    JdbcWorkflowVersions workflowVersions(Database database) {
        return new JdbcWorkflowVersions(database);
    }

    @Bean
    JdbcPauses pauses(Database database) {
        return new JdbcPauses(database);
    }

    @Bean
    JdbcQuotas quotas(Database database) {
        return new JdbcQuotas(database);
    }

    @Bean
    JdbcResourceLocks resourceLocks(Database database) {
        return new JdbcResourceLocks(database);
    }

    @Bean
    StepLogs stepLogs(Database database) {
        return new StepLogs(database);
    }

    @Bean
    RunQueries runQueries(Database database) {
        return new RunQueries(database);
    }

    @Bean
    RunHistory runHistory(Database database) {
        return new RunHistory(database);
    }

    @Bean
    Approvals approvals(Database database) {
        return new Approvals(database);
    }

    @Bean
    Verdicts verdicts(Database database) {
        return new Verdicts(database);
    }

    @Bean
    Inbox inbox(Database database) {
        return new Inbox(database);
    }

    @Bean
    Verification verification(Database database) {
        return new Verification(database);
    }

    @Bean
    AuditLog auditLog(Database database) {
        return new AuditLog(database);
    }
}
