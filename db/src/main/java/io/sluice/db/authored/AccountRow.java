package io.sluice.db.authored;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/// A row of `user_account`.
@Entity
@Table(name = "user_account")
class AccountRow {
    @Id private String name = "";

    @Column(name = "password_hash")
    private String passwordHash = "";

    private boolean disabled = false;

    @Column(name = "created_at")
    private long createdAt = 0;

    @Column(name = "updated_at")
    private long updatedAt = 0;

    @Version
    @Column(name = "row_version")
    private @Nullable Long rowVersion;

    protected AccountRow() {}

    AccountRow(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    String passwordHash() {
        return passwordHash;
    }

    void passwordHash(String value) {
        passwordHash = value;
    }

    boolean disabled() {
        return disabled;
    }

    void disabled(boolean value) {
        disabled = value;
    }

    long createdAt() {
        return createdAt;
    }

    void createdAt(long value) {
        createdAt = value;
    }

    long updatedAt() {
        return updatedAt;
    }

    void updatedAt(long value) {
        updatedAt = value;
    }

    @Nullable Long rowVersion() {
        return rowVersion;
    }
}
