package io.sluice.app.policy;

import io.sluice.db.Database;
import io.sluice.db.policy.Blocks;
import io.sluice.db.policy.Findings;
import io.sluice.db.policy.Policies;
import io.sluice.db.policy.PolicyEvents;
import io.sluice.db.policy.PolicyFigures;
import io.sluice.db.policy.PolicyHits;
import io.sluice.db.policy.Polls;
import io.sluice.policy.category.CategoryTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The stores of policies, and the table of categories.
@Configuration
@EnableConfigurationProperties(CdrProperties.class)
class PolicyWiring {
    @Bean
    Findings findings(Database database) {
        return new Findings(database);
    }

    @Bean
    Polls polls(Database database) {
        return new Polls(database);
    }

    @Bean
    Policies policies(Database database) {
        return new Policies(database);
    }

    @Bean
    PolicyEvents policyEvents(Database database) {
        return new PolicyEvents(database);
    }

    @Bean
    PolicyHits policyHits(Database database) {
        return new PolicyHits(database);
    }

    @Bean
    Blocks blocks(Database database) {
        return new Blocks(database);
    }

    @Bean
    PolicyFigures policyFigures(Database database) {
        return new PolicyFigures(database);
    }

    /// A table that cannot be read stops the start: nobody's edits are passed over in silence.
    @Bean
    CategoryTable categoryTable(CdrProperties properties) throws IOException {
        var file = properties.categories().strip();
        if (file.isEmpty()) {
            return CategoryTable.standard();
        }
        return switch (CategoryTable.parse(Files.readString(Path.of(file)))) {
            case CategoryTable.Parsed.Table(var table) -> table;
            case CategoryTable.Parsed.Flaws(var flaws) ->
                    throw new IllegalStateException(
                            "Expected a table of categories in "
                                    + file
                                    + ", found: "
                                    + String.join(" ", flaws));
        };
    }
}
