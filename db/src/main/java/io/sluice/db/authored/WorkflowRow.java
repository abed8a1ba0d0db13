package io.sluice.db.authored;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/// A row of `workflow`: the draft, and which version is published.
@Entity
@Table(name = "workflow")
class WorkflowRow {
    @Id private String id = "";

    private String project = "";

    private String name = "";

    private String description = "";

    private String document = "";

    private long revision = 0;

    @Version
    @Column(name = "row_version")
    private @Nullable Long rowVersion;

    @Column(name = "published_version")
    private @Nullable Integer publishedVersion;

    private boolean enabled = false;

    @Column(name = "created_at")
    private long createdAt = 0;

    @Column(name = "created_by")
    private String createdBy = "";

    @Column(name = "updated_at")
    private long updatedAt = 0;

    @Column(name = "updated_by")
    private String updatedBy = "";

    @Column(name = "deleted_at")
    private @Nullable Long deletedAt;

    protected WorkflowRow() {}

    WorkflowRow(String id) {
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

    String description() {
        return description;
    }

    void description(String value) {
        description = value;
    }

    String document() {
        return document;
    }

    void document(String value) {
        document = value;
    }

    long revision() {
        return revision;
    }

    void revision(long value) {
        revision = value;
    }

    @Nullable Long rowVersion() {
        return rowVersion;
    }

    @Nullable Integer publishedVersion() {
        return publishedVersion;
    }

    void publishedVersion(@Nullable Integer value) {
        publishedVersion = value;
    }

    boolean enabled() {
        return enabled;
    }

    void enabled(boolean value) {
        enabled = value;
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

    @Nullable Long deletedAt() {
        return deletedAt;
    }

    void deletedAt(@Nullable Long value) {
        deletedAt = value;
    }
}
