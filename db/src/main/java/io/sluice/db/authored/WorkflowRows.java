package io.sluice.db.authored;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/// The table of [WorkflowRow].
interface WorkflowRows extends JpaRepository<WorkflowRow, String> {
    Optional<WorkflowRow> findByIdAndProjectAndDeletedAtIsNull(String id, String project);

    List<WorkflowRow> findByEnabledTrueAndPublishedVersionNotNullAndDeletedAtIsNull();

    long countByProjectAndDeletedAtIsNull(String project);

    @Query(
            """
            select w from WorkflowRow w where w.project = :project and w.deletedAt is null
                and lower(w.name) like :part escape '!'
                and (w.name > :name or (w.name = :name and w.id > :id))
            order by w.name, w.id
            """)
    List<WorkflowRow> page(String project, String part, String name, String id, Limit limit);

    @Query(
            """
            select w from WorkflowRow w where w.project = :project and w.deletedAt is null
                and w.id in :only and lower(w.name) like :part escape '!'
                and (w.name > :name or (w.name = :name and w.id > :id))
            order by w.name, w.id
            """)
    List<WorkflowRow> pageOf(
            String project,
            Collection<String> only,
            String part,
            String name,
            String id,
            Limit limit);
}
