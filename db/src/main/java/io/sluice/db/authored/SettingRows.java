package io.sluice.db.authored;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/// The table of [SettingRow].
interface SettingRows extends JpaRepository<SettingRow, NameInProject> {
    List<SettingRow> findByProjectOrderByName(String project);
}
