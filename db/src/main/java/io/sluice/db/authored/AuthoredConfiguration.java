package io.sluice.db.authored;

import io.sluice.db.Database;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What people author, over JPA.
@Configuration(proxyBeanMethods = false)
@EnableJpaRepositories
@EntityScan
public class AuthoredConfiguration {

    @Bean
    Workflows workflows(
            WorkflowRows rows,
            WorkflowVersionRows versions,
            PlatformTransactionManager transactions) {
        return new Workflows(rows, versions, new TransactionTemplate(transactions));
    }

    @Bean
    ConnectionVault connectionVault(ConnectionRows rows, PlatformTransactionManager transactions) {
        return new ConnectionVault(rows, new TransactionTemplate(transactions));
    }

    @Bean
    Accounts accounts(
            AccountRows rows,
            RoleRows roles,
            Database database,
            PlatformTransactionManager transactions) {
        return new Accounts(
                rows,
                roles,
                JdbcClient.create(database.dataSource()),
                new TransactionTemplate(transactions));
    }

    @Bean
    ApiTokens apiTokens(TokenRows rows, PlatformTransactionManager transactions) {
        return new ApiTokens(rows, new TransactionTemplate(transactions));
    }

    @Bean
    Settings settings(SettingRows rows, PlatformTransactionManager transactions) {
        return new Settings(rows, new TransactionTemplate(transactions));
    }

    @Bean
    ProjectBook projectBook(Database database, PlatformTransactionManager transactions) {
        return new ProjectBook(
                JdbcClient.create(database.dataSource()), new TransactionTemplate(transactions));
    }

    @Bean
    Groups groups(Database database, PlatformTransactionManager transactions) {
        return new Groups(
                JdbcClient.create(database.dataSource()), new TransactionTemplate(transactions));
    }

    @Bean
    ObjectGrants objectGrants(Database database, PlatformTransactionManager transactions) {
        return new ObjectGrants(
                JdbcClient.create(database.dataSource()), new TransactionTemplate(transactions));
    }

    @Bean
    ConnectionRights connectionRights(Database database, PlatformTransactionManager transactions) {
        return new ConnectionRights(
                JdbcClient.create(database.dataSource()), new TransactionTemplate(transactions));
    }

    @Bean
    PersonRights personRights(Database database) {
        return new PersonRights(database);
    }

    @Bean
    FourEyes fourEyes(Database database) {
        return new FourEyes(database);
    }
}
