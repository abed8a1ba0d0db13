package io.sluice.db.authored;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

/// The table of [TokenRow].
interface TokenRows extends JpaRepository<TokenRow, String> {
    Optional<TokenRow> findByHash(String hash);

    Optional<TokenRow> findByIdAndProject(String id, String project);

    boolean existsByProjectAndName(String project, String name);

    List<TokenRow> findByProjectOrderByName(String project);
}
