package io.sluice.app.secret.reference;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Where the environment says that keys and secrets are.
///
/// @param masterKeyFile a file that somebody else keeps, with the master key; empty for our own
/// @param otherMasterKeys more keys to read by, parted by commas
/// @param references patterns of what connections may refer to, parted by commas
@ConfigurationProperties("sluice.secrets")
public record SecretProperties(
        String masterKeyFile,
        String otherMasterKeys,
        String references,
        Vault vault,
        Kubernetes kubernetes,
        Aws aws) {

    /// HashiCorp Vault, key-value engine version 2. Signs in by the first of these that is set: a
    /// token, a file with one, an AppRole, the pod's service account.
    ///
    /// @param kubernetesMount where the Kubernetes method is mounted
    public record Vault(
            String url,
            String namespace,
            String token,
            String tokenFile,
            String roleId,
            String secretId,
            String kubernetesRole,
            String kubernetesMount,
            String serviceAccountFile,
            String caFile) {
        @Override
        public String toString() {
            return "Vault[" + url + "]";
        }
    }

    /// The cluster that the server runs in, or another.
    public record Kubernetes(String url, String tokenFile, String caFile) {}

    /// AWS Secrets Manager, by the credentials of the server's own surroundings.
    ///
    /// @param url another endpoint than the region's own
    public record Aws(String region, String url) {}

    List<String> allowed() {
        return list(references);
    }

    public List<String> otherKeys() {
        return list(otherMasterKeys);
    }

    public Optional<Path> keyFile() {
        return set(masterKeyFile).map(Path::of);
    }

    /// What may be reached for secrets although it is inside the own network.
    List<URI> addresses() {
        return Stream.of(vault.url(), kubernetes.url(), aws.url())
                .flatMap(url -> set(url).stream())
                .map(URI::create)
                .toList();
    }

    static Optional<String> set(String text) {
        return Optional.of(text.strip()).filter(one -> !one.isEmpty());
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    @Override
    public String toString() {
        return "SecretProperties";
    }
}
