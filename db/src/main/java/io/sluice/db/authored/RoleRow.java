package io.sluice.db.authored;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/// A row of `user_role`.
@Entity
@Table(name = "user_role")
@IdClass(RoleId.class)
class RoleRow {
    @Id
    @Column(name = "user_name")
    private String userName = "";

    @Id private String project = "";

    @Id private String role = "";

    protected RoleRow() {}

    RoleRow(String userName, String project, String role) {
        this.userName = userName;
        this.project = project;
        this.role = role;
    }

    String userName() {
        return userName;
    }

    String project() {
        return project;
    }

    String role() {
        return role;
    }
}
