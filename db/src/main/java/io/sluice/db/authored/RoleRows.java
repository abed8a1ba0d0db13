package io.sluice.db.authored;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/// The table of [RoleRow].
interface RoleRows extends JpaRepository<RoleRow, RoleId> {
    List<RoleRow> findByUserName(String userName);

    List<RoleRow> findByProject(String project);
}
