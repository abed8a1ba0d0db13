package io.sluice.app.limit;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/// What the server itself bounds before a request is one: how many headers it may have, and how
/// long its head may take.
@Component
class ServerBounds implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private static final String HEADERS = "100";

    private final Duration headWithin;

    ServerBounds(@Value("${sluice.head-within}") Duration headWithin) {
        this.headWithin = headWithin;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(PatientHttp.class.getName());
        factory.addConnectorCustomizers(connector -> {
            connector.setProperty("maxHeaderCount", HEADERS);
            connector.setProperty("maxTrailerSize", "1024");
            connector.setProperty("maxExtensionSize", "1024");
            connector.setMaxParameterCount(200);
            connector.setProperty("patienceMillis", Long.toString(headWithin.toMillis()));
        });
    }
}
