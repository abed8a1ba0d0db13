package io.sluice.db.authored;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/// A row of `api_token`.
@Entity
@Table(name = "api_token")
class TokenRow {
    @Id private String id = "";

    private String project = "";

    private String name = "";

    private String hash = "";

    private String roles = "";

    @Column(name = "created_at")
    private long createdAt = 0;

    @Column(name = "created_by")
    private String createdBy = "";

    @Column(name = "expires_at")
    private @Nullable Long expiresAt;

    @Column(name = "last_used_at")
    private @Nullable Long lastUsedAt;

    protected TokenRow() {}

    TokenRow(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    String project() {
        return project;
    }

    void project(String value) {
        project = value;
    }

    String name() {
        return name;
    }

    void name(String value) {
        name = value;
    }

    String hash() {
        return hash;
    }

    void hash(String value) {
        hash = value;
    }

    String roles() {
        return roles;
    }

    void roles(String value) {
        roles = value;
    }

    long createdAt() {
        return createdAt;
    }

    void createdAt(long value) {
        createdAt = value;
    }

    String createdBy() {
        return createdBy;
    }

    void createdBy(String value) {
        createdBy = value;
    }

    @Nullable Long expiresAt() {
        return expiresAt;
    }

    void expiresAt(@Nullable Long value) {
        expiresAt = value;
    }

    @Nullable Long lastUsedAt() {
        return lastUsedAt;
    }

    void lastUsedAt(@Nullable Long value) {
        lastUsedAt = value;
    }
}
