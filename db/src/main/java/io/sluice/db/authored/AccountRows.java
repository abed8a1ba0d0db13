package io.sluice.db.authored;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/// The table of [AccountRow].
interface AccountRows extends JpaRepository<AccountRow, String> {
    List<AccountRow> findAllByOrderByName();

    boolean existsByNameIgnoreCase(String name);
}
