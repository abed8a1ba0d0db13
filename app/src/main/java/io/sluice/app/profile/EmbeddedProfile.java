package io.sluice.app.profile;

import io.sluice.app.secret.OwnerOnly;
import io.sluice.db.H2Urls;
import java.io.IOException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/// One process, one folder: the default. The database is an H2 file that only this process opens.
@Configuration
@Profile("embedded")
class EmbeddedProfile {
    private static final int CONNECTIONS = 16;

    @Bean(destroyMethod = "close")
    DataSource dataSource(SluiceProperties properties) throws IOException {
        OwnerOnly.folder(properties.data());
        var url = H2Urls.of(properties.data());
        H2Urls.check(url);
        var source = new EmbeddedSource();
        source.setPoolName("embedded");
        source.setJdbcUrl(url);
        source.setUsername("sa");
        source.setPassword("");
        source.setMaximumPoolSize(CONNECTIONS);
        try (var _ = source.getConnection()) {
            OwnerOnly.restrict(properties.data().resolve("sluice.mv.db"));
        } catch (SQLException e) {
            source.close();
            throw new IllegalStateException(
                    "Expected to open the database in "
                            + properties.data().toAbsolutePath().normalize()
                            + ", could not: is another Sluice running on this folder? ("
                            + e.getMessage()
                            + ")",
                    e);
        }
        return source;
    }
}
