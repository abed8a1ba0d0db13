package io.sluice.db.authored;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/// A row of `setting`.
@Entity
@Table(name = "setting")
@IdClass(NameInProject.class)
class SettingRow {
    @Id private String project = "";

    @Id private String name = "";

    private String content = "";

    @Column(name = "updated_at")
    private long updatedAt = 0;

    @Column(name = "updated_by")
    private String updatedBy = "";

    protected SettingRow() {}

    SettingRow(String project, String name) {
        this.project = project;
        this.name = name;
    }

    String project() {
        return project;
    }

    String name() {
        return name;
    }

    String content() {
        return content;
    }

    void content(String value) {
        content = value;
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
