package io.sluice.db.authored;

import io.sluice.db.Micros;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.transaction.support.TransactionOperations;

/// Tokens of programs. Every change joins the caller's transaction.
public final class ApiTokens {
    private final TokenRows rows;
    private final TransactionOperations transactions;

    ApiTokens(TokenRows rows, TransactionOperations transactions) {
        this.rows = rows;
        this.transactions = transactions;
    }

    /// @throws NameTaken if there is one of this name in the project
    public void create(ApiToken token) {
        transactions.executeWithoutResult(_ -> {
            if (rows.existsByProjectAndName(token.project(), token.name())) {
                throw new NameTaken("token name", token.name());
            }
            var row = new TokenRow(token.id());
            row.project(token.project());
            row.name(token.name());
            row.hash(token.hash());
            row.roles(String.join(",", new TreeSet<>(token.roles())));
            row.createdAt(Micros.of(token.createdAt()));
            row.createdBy(token.createdBy());
            row.expiresAt(Micros.orNull(token.expiresAt()));
            rows.saveAndFlush(row);
        });
    }

    /// Also one that has expired: the caller looks.
    public Optional<ApiToken> findByHash(String hash) {
        return rows.findByHash(hash).map(ApiTokens::token);
    }

    /// By name.
    public List<ApiToken> list(String project) {
        return rows.findByProjectOrderByName(project).stream().map(ApiTokens::token).toList();
    }

    /// Whether there was one.
    public boolean delete(String project, String id) {
        return transactions.execute(_ -> {
            var row = rows.findByIdAndProject(id, project);
            row.ifPresent(rows::delete);
            return row.isPresent();
        });
    }

    /// Notes that it was used. Call it now and then, not at each request.
    public void used(String id, Instant at) {
        transactions.executeWithoutResult(
                _ -> rows.findById(id).ifPresent(row -> row.lastUsedAt(Micros.of(at))));
    }

    private static ApiToken token(TokenRow row) {
        return new ApiToken(
                row.id(),
                row.project(),
                row.name(),
                row.hash(),
                row.roles().isEmpty() ? Set.of() : Set.of(row.roles().split(",", -1)),
                Micros.instant(row.createdAt()),
                row.createdBy(),
                Micros.optional(row.expiresAt()),
                Micros.optional(row.lastUsedAt()));
    }
}
