package io.sluice.db.authored;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/// A row of `workflow_version`: never changed once it is there, but for what people say about it.
@Entity
@Table(name = "workflow_version")
@IdClass(WorkflowVersionId.class)
class WorkflowVersionRow {
    @Id
    @Column(name = "workflow_id")
    private String workflowId = "";

    @Id private int version = 0;

    private String project = "";

    private String document = "";

    private String hash = "";

    @Column(name = "comment_text")
    private String comment = "";

    @Column(name = "published_at")
    private long publishedAt = 0;

    @Column(name = "published_by")
    private String publishedBy = "";

    protected WorkflowVersionRow() {}

    WorkflowVersionRow(String workflowId, int version) {
        this.workflowId = workflowId;
        this.version = version;
    }

    String workflowId() {
        return workflowId;
    }

    int version() {
        return version;
    }

    String project() {
        return project;
    }

    void project(String value) {
        project = value;
    }

    String document() {
        return document;
    }

    void document(String value) {
        document = value;
    }

    String hash() {
        return hash;
    }

    void hash(String value) {
        hash = value;
    }

    String comment() {
        return comment;
    }

    void comment(String value) {
        comment = value;
    }

    long publishedAt() {
        return publishedAt;
    }

    void publishedAt(long value) {
        publishedAt = value;
    }

    String publishedBy() {
        return publishedBy;
    }

    void publishedBy(String value) {
        publishedBy = value;
    }
}
