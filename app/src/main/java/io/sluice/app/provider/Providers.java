package io.sluice.app.provider;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.session.OtherWays;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// The identity providers there are. What is wrong in their description ends the start.
@Component
@EnableConfigurationProperties(ProviderProperties.class)
class Providers implements OtherWays {
    private final Map<String, ProviderClient> clients = new TreeMap<>();

    Providers(ProviderProperties properties, ProviderHttp http, InstantSource clock) {
        Optional.ofNullable(properties.oidc())
                .orElseGet(Map::of)
                .forEach((id, given) -> {
                    var provider = Provider.of(id, given);
                    if (!http.trusted(URI.create(provider.issuer()))) {
                        throw new IllegalStateException(
                                "Expected the issuer of the identity provider '"
                                        + id
                                        + "' to have an https address, found "
                                        + provider.issuer()
                                        + ".");
                    }
                    clients.put(id, new ProviderClient(provider, http, clock));
                });
        long issuers =
                clients.values().stream()
                        .map(client -> client.provider().issuer())
                        .distinct()
                        .count();
        if (issuers < clients.size()) {
            throw new IllegalStateException(
                    "Expected each identity provider to have an issuer of its own, found one twice.");
        }
    }

    /// @throws ApiProblem NOT_FOUND
    ProviderClient client(String id) {
        return Optional.ofNullable(clients.get(id))
                .orElseThrow(() -> ApiProblem.notFound("identity provider", id));
    }

    @Override
    public List<Way> list() {
        return clients.values().stream()
                .map(ProviderClient::provider)
                .map(provider -> new Way(provider.id(), provider.title()))
                .toList();
    }
}
