package io.sluice.app.secret.reference;

import io.sluice.app.secret.KnownSecrets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads secrets where they are kept. What was read is kept for half a minute: a changed secret is
/// in use soon, and a vault is not asked at every call.
public final class SecretSources {
    static final Duration KEPT = Duration.ofSeconds(30);
    private static final int MOST = 1_000;

    private final AllowedPlaces allowed;
    private final Map<String, SecretSource> sources;
    private final InstantSource clock;
    private final ConcurrentMap<SecretReference, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(String secret, Instant until) {
        @Override
        public String toString() {
            return "Kept";
        }
    }

    SecretSources(List<String> allowed, List<SecretSource> sources, InstantSource clock) {
        this.allowed = new AllowedPlaces(allowed);
        this.sources =
                sources.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        SecretSource::scheme, Function.identity()));
        this.clock = clock;
    }

    /// All kinds of places, as configured.
    static SecretSources of(SecretProperties properties, InstantSource clock) {
        var places = new AllowedPlaces(properties.allowed());
        var http = new SourceHttp(properties.addresses());
        return new SecretSources(
                properties.allowed(),
                List.of(
                        new EnvironmentSource(System.getenv()),
                        new FileSource(places),
                        new KubernetesSource(properties.kubernetes(), http),
                        new VaultSource(properties.vault(), http, clock),
                        AwsSource.of(properties.aws(), http)),
                clock);
    }

    /// Why a reference cannot be used; empty if it can. Nothing is read.
    public Optional<String> refusal(String project, String text) {
        try {
            check(project, SecretReference.parse(text));
            return Optional.empty();
        } catch (IllegalArgumentException | UnresolvedSecret e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private SecretSource check(String project, SecretReference reference) {
        var source = sources.get(reference.scheme());
        if (source == null) {
            throw UnresolvedSecret.permanent(
                    reference,
                    "one of " + sources.keySet().stream().sorted().toList(),
                    "'" + reference.scheme() + "'");
        }
        if (!allowed.allow(project, reference)) {
            throw UnresolvedSecret.permanent(
                    reference,
                    "a place that the administrator of this server allows",
                    "another; let it be added to SLUICE_SECRET_REFERENCES");
        }
        if (!source.configured()) {
            throw UnresolvedSecret.permanent(
                    reference,
                    "a server that is set up for " + reference.scheme() + " references",
                    "it is not; see docs/operations.md");
        }
        return source;
    }

    /// The secret, no older than half a minute.
    ///
    /// @param project of the connection it is for
    /// @throws UnresolvedSecret if it cannot be had, or must not
    public String resolve(String project, String text) {
        var reference = parsed(text);
        var source = check(project, reference);
        var now = clock.instant();
        var known = kept.get(reference);
        if (known != null && known.until().isAfter(now)) {
            return known.secret();
        }
        var secret = source.read(reference);
        KnownSecrets.add(List.of(secret));
        if (kept.size() >= MOST) {
            kept.clear();
        }
        kept.put(reference, new Kept(secret, now.plus(KEPT)));
        return secret;
    }

    private static SecretReference parsed(String text) {
        try {
            return SecretReference.parse(text);
        } catch (IllegalArgumentException e) {
            var nameless = new SecretReference("unknown", "", Optional.empty());
            throw UnresolvedSecret.permanent(nameless, "a well-formed reference", "another form");
        }
    }
}
