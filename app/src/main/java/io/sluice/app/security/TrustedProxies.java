package io.sluice.app.security;

import io.sluice.app.profile.SluiceProperties;
import java.net.InetAddress;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/// Reverse proxies whose word is taken for where a client is and whether it came over TLS
/// (`X-Forwarded-For`, `X-Forwarded-Proto`). Nobody else's is: without a list these headers mean
/// nothing.
@Component
class TrustedProxies implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
    private final String addresses;

    TrustedProxies(SluiceProperties properties) {
        addresses =
                properties.proxies().stream()
                        .map(TrustedProxies::checked)
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|"));
    }

    private static String checked(String address) {
        try {
            return InetAddress.ofLiteral(address).getHostAddress();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "Expected addresses of proxies in SLUICE_TRUSTED_PROXIES, as 10.0.0.5,10.0.0.6,"
                            + " found '"
                            + address
                            + "'.",
                    e);
        }
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        if (addresses.isEmpty()) {
            return;
        }
        var valve = new RemoteIpValve();
        valve.setInternalProxies(addresses);
        valve.setTrustedProxies("");
        valve.setRemoteIpHeader("X-Forwarded-For");
        valve.setProtocolHeader("X-Forwarded-Proto");
        factory.addEngineValves(valve);
    }
}
