package io.sluice.app.profile;

import com.zaxxer.hikari.HikariDataSource;
import io.sluice.app.secret.OwnerOnly;
import io.sluice.db.H2Urls;
import java.io.IOException;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/// Many processes over one PostgreSQL database. The data folder holds this machine's own tokens
/// only; the master key comes from the environment, the same for all.
@Configuration
@Profile("cluster")
class ClusterProfile {
    private static final int CONNECTIONS = 20;

    @Bean(destroyMethod = "close")
    DataSource dataSource(SluiceProperties properties) throws IOException {
        OwnerOnly.folder(properties.data());
        var access = properties.database();
        H2Urls.check(access.url());
        var source = new HikariDataSource();
        source.setPoolName("cluster");
        source.setJdbcUrl(access.url());
        if (!access.user().isBlank()) {
            source.setUsername(access.user());
            source.setPassword(access.password());
        }
        source.setMaximumPoolSize(CONNECTIONS);
        return source;
    }
}
