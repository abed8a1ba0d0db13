package io.sluice.app.token;

import io.sluice.app.problem.Input;
import io.sluice.app.problem.Listing;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Role;
import io.sluice.db.authored.ApiToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Tokens of programs.
@RestController
class TokenController {
    private final TokenKeeping tokens;

    TokenController(TokenKeeping tokens) {
        this.tokens = tokens;
    }

    record TokenView(
            String id,
            String name,
            List<String> roles,
            Instant createdAt,
            String createdBy,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {
        static TokenView of(ApiToken token) {
            return new TokenView(
                    token.id(),
                    token.name(),
                    Role.keys(Role.stored(token.roles())),
                    token.createdAt(),
                    token.createdBy(),
                    token.expiresAt().orElse(null),
                    token.lastUsedAt().orElse(null));
        }
    }

    record NewToken(
            @Nullable String name, @Nullable List<String> roles, @Nullable Instant expiresAt) {}

    /// @param token the token itself, told this once
    record MadeToken(String id, String name, String token, Instant expiresAt) {}

    @GetMapping("/api/v1/tokens")
    Listing<TokenView> list(Caller caller) {
        return new Listing<>(tokens.list(caller).stream().map(TokenView::of).toList(), null);
    }

    @PostMapping("/api/v1/tokens")
    ResponseEntity<MadeToken> create(Caller caller, @RequestBody NewToken body) {
        var made =
                tokens.create(
                        caller,
                        Input.text(body.name(), "/name", 100),
                        Role.parse(Input.required(body.roles(), "/roles"), "/roles"),
                        Optional.ofNullable(body.expiresAt()));
        return ResponseEntity.status(201)
                .header("Cache-Control", "no-store")
                .body(
                        new MadeToken(
                                made.token().id(),
                                made.token().name(),
                                made.secret(),
                                made.token().expiresAt().orElseThrow()));
    }

    @DeleteMapping("/api/v1/tokens/{id}")
    ResponseEntity<Void> delete(Caller caller, @PathVariable String id) {
        tokens.delete(caller, id);
        return ResponseEntity.noContent().build();
    }
}
