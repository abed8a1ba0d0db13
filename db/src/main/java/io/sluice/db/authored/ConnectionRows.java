package io.sluice.db.authored;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/// The table of [ConnectionRow].
interface ConnectionRows extends JpaRepository<ConnectionRow, NameInProject> {
    List<ConnectionRow> findByProjectOrderByName(String project);
}
