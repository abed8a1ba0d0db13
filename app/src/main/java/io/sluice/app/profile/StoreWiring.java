package io.sluice.app.profile;

import com.zaxxer.hikari.HikariDataSource;
import io.sluice.app.clock.DatabaseClock;
import io.sluice.app.secret.Envelope;
import io.sluice.app.secret.Keys;
import io.sluice.app.secret.MasterKeyCheck;
import io.sluice.app.secret.reference.SecretProperties;
import io.sluice.db.Database;
import io.sluice.db.Dialect;
import io.sluice.db.H2Urls;
import io.sluice.db.Migrations;
import io.sluice.db.OneWriter;
import io.sluice.db.audit.AuditLog;
import io.sluice.db.authored.AuthoredConfiguration;
import io.sluice.db.consent.ApprovalNotices;
import io.sluice.db.consent.ApprovalPlans;
import io.sluice.db.consent.Deputies;
import io.sluice.db.dashboard.Attention;
import io.sluice.db.dashboard.ChangeFigures;
import io.sluice.db.dashboard.RunFigures;
import io.sluice.db.intake.Inbox;
import io.sluice.db.presence.Presences;
import io.sluice.db.query.Approvals;
import io.sluice.db.query.RunQueries;
import io.sluice.db.query.Verdicts;
import io.sluice.db.run.JdbcCommandQueue;
import io.sluice.db.run.JdbcEffectStore;
import io.sluice.db.run.JdbcPauses;
import io.sluice.db.run.JdbcPeers;
import io.sluice.db.run.JdbcQuotas;
import io.sluice.db.run.JdbcResourceLocks;
import io.sluice.db.run.JdbcRunStore;
import io.sluice.db.run.JdbcWaits;
import io.sluice.db.run.RunHistory;
import io.sluice.db.run.StepLogs;
import io.sluice.db.verify.Verification;
import io.sluice.engine.port.Consents;
import io.sluice.engine.port.Restraints;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What stands behind the engine's ports when they mean the store; the same in both profiles.
@Configuration
@EnableConfigurationProperties(SluiceProperties.class)
@Import(AuthoredConfiguration.class)
class StoreWiring {
    /// What every pool is told before it opens its first connection, and what stands before it.
    @Bean
    static BeanPostProcessor pools() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool) {
                    Optional.ofNullable(pool.getJdbcUrl())
                            .flatMap(Dialect::greeting)
                            .ifPresent(pool::setConnectionInitSql);
                }
                return bean;
            }

            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof HikariDataSource pool && H2Urls.isH2(pool.getJdbcUrl())
                        ? new OneWriter(pool)
                        : bean;
            }
        };
    }

    @Bean
    Database database(DataSource source) {
        var database = Database.of(source);
        Migrations.apply(database);
        return database;
    }

    @Bean(destroyMethod = "close")
    InstantSource clock(Database database) {
        return new DatabaseClock(database.dataSource());
    }

    @Bean
    Keys keys(
            SluiceProperties properties,
            SecretProperties secrets,
            AppTables tables,
            JdbcClient jdbc)
            throws IOException {
        tables.require();
        return Keys.load(
                new Keys.Given(properties.givenMasterKey(), secrets.keyFile(), secrets.otherKeys()),
                properties.data(),
                () -> MasterKeyCheck.sealed(jdbc));
    }

    @Bean
    Envelope envelope(Keys keys, JdbcClient jdbc) {
        var envelope = new Envelope(keys::keyring);
        MasterKeyCheck.run(jdbc, envelope);
        return envelope;
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
    Restraints restraints(
            JdbcPauses pauses,
            JdbcQuotas quotas,
            JdbcResourceLocks locks,
            JdbcPeers peers,
            Consents consents) {
        return new Restraints(pauses, quotas, locks, peers, consents);
    }

    @Bean(destroyMethod = "close")
    StepLogs stepLogs(Database database) {
        return new StepLogs(database);
    }

    @Bean
    RunHistory runHistory(Database database) {
        return new RunHistory(database);
    }

    @Bean
    RunQueries runQueries(Database database) {
        return new RunQueries(database);
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
    ApprovalNotices approvalNotices(Database database) {
        return new ApprovalNotices(database);
    }

    @Bean
    Deputies deputies(Database database) {
        return new Deputies(database);
    }

    @Bean
    ApprovalPlans approvalPlans(Database database) {
        return new ApprovalPlans(database);
    }

    @Bean
    AuditLog auditLog(Database database) {
        return new AuditLog(database);
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
    RunFigures runFigures(Database database) {
        return new RunFigures(database);
    }

    @Bean
    ChangeFigures changeFigures(Database database) {
        return new ChangeFigures(database);
    }

    @Bean
    Attention attention(Database database) {
        return new Attention(database);
    }

    @Bean
    Presences presences(Database database) {
        return new Presences(database);
    }
}
