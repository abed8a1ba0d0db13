package io.sluice.app;

import io.sluice.app.cli.SluiceCli;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/// `java -jar sluice-app.jar` runs the server; `… cli <command>` talks to one.
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class Application {
    /// Starts the server, or the client.
    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("cli")) {
            System.exit(SluiceCli.run(Arrays.copyOfRange(arguments, 1, arguments.length)));
        }
        start(System.getenv("SLUICE_DB_URL"), arguments);
    }

    /// Starts a server in this process.
    ///
    /// @param databaseUrl a PostgreSQL database; null or blank for the embedded one
    /// @param arguments what differs from the defaults, as `--server.port=0`
    public static ConfigurableApplicationContext start(
            @Nullable String databaseUrl, String... arguments) {
        var application = new SpringApplication(Application.class);
        boolean cluster = databaseUrl != null && !databaseUrl.isBlank();
        application.setAdditionalProfiles(cluster ? "cluster" : "embedded");
        return application.run(arguments);
    }
}
