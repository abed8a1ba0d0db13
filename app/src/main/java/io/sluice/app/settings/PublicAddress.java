package io.sluice.app.settings;

import io.sluice.app.profile.SluiceProperties;
import io.sluice.app.security.OwnAddress;
import io.sluice.app.security.Projects;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// The address at which people and senders reach this server: the setting, else what the
/// environment says, else this machine's own.
@Component
public class PublicAddress implements OwnAddress {
    private final InstallationSettings settings;
    private final SluiceProperties properties;
    private final Environment environment;

    PublicAddress(
            InstallationSettings settings, SluiceProperties properties, Environment environment) {
        this.settings = settings;
        this.properties = properties;
        this.environment = environment;
    }

    @Override
    public String url() {
        return of("");
    }

    /// @param path begins with a slash
    public String of(String path) {
        return settings.publicUrl(Projects.DEFAULT).orElseGet(this::given) + path;
    }

    private String given() {
        var url = properties.publicUrl().strip();
        return url.isEmpty() ? own() : url.replaceAll("/+$", "");
    }

    /// How this machine itself reaches the server.
    public String own() {
        var port = environment.getProperty("local.server.port");
        return "http://127.0.0.1:"
                + (port == null ? environment.getProperty("server.port", "8080") : port);
    }
}
