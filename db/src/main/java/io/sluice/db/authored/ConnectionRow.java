package io.sluice.db.authored;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/// A row of `connection`.
@Entity
@Table(name = "connection")
@IdClass(NameInProject.class)
class ConnectionRow {
    @Id private String project = "";

    @Id private String name = "";

    private String type = "";

    private String settings = "";

    private String secrets = "";

    @Column(name = "secret_refs")
    private String references = "";

    @Version
    @Column(name = "row_version")
    private @Nullable Long rowVersion;

    @Column(name = "updated_at")
    private long updatedAt = 0;

    @Column(name = "updated_by")
    private String updatedBy = "";

    protected ConnectionRow() {}

    ConnectionRow(String project, String name) {
        this.project = project;
        this.name = name;
    }

    String project() {
        return project;
    }

    String name() {
        return name;
    }

    String type() {
        return type;
    }

    void type(String value) {
        type = value;
    }

    String settings() {
        return settings;
    }

    void settings(String value) {
        settings = value;
    }

    String secrets() {
        return secrets;
    }

    void secrets(String value) {
        secrets = value;
    }

    String references() {
        return references;
    }

    void references(String value) {
        references = value;
    }

    @Nullable Long rowVersion() {
        return rowVersion;
    }

    long updatedAt() {
        return updatedAt;
    }

    void updatedAt(long value) {
        updatedAt = value;
    }

    String updatedBy() {
        return updatedBy;
    }

    void updatedBy(String value) {
        updatedBy = value;
    }
}
