package io.sluice.app.policy;

import io.sluice.db.authored.ConnectionVault;
import io.sluice.db.authored.StoredConnection;
import io.sluice.policy.finding.Ip;
import io.sluice.policy.indicator.Guard;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What nobody may block: what is never anybody's to block, the ranges that the setting
/// `sluice.cdr.own-ranges` names (of pods, services, API servers, resolvers), and the addresses of
/// the API servers that connections lead to.
@Component
class BlockGuard {
    private final List<String> own;
    private final ConnectionVault vault;

    /// @throws IllegalArgumentException if the setting holds something else than ranges: a guard
    ///   that was mistyped is not to be found out by a block
    BlockGuard(CdrProperties properties, ConnectionVault vault) {
        this.own =
                Stream.of(properties.ownRanges().split(","))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .toList();
        this.vault = vault;
        own.stream()
                .filter(text -> Ip.parse(text).isEmpty())
                .findFirst()
                .ifPresent(text -> {
                    throw new IllegalArgumentException(
                            "Expected addresses and ranges in sluice.cdr.own-ranges, parted by commas,"
                                    + " found '"
                                    + text
                                    + "'.");
                });
    }

    Guard of(String project) {
        var servers =
                vault.list(project).stream()
                        .filter(connection -> connection.type().equals("kubernetes"))
                        .flatMap(connection -> server(connection).stream());
        return Guard.STANDARD.with(Stream.concat(own.stream(), servers).toList());
    }

    private static Optional<String> server(StoredConnection connection) {
        try {
            var host =
                    URI.create(connection.settings().getOrDefault("server", "").strip()).getHost();
            return Optional.ofNullable(host)
                    .map(text -> text.replaceAll("^\\[|]$", ""))
                    .filter(text -> Ip.parse(text).isPresent());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
