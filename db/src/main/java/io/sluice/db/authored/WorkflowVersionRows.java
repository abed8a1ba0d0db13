package io.sluice.db.authored;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/// The table of [WorkflowVersionRow].
interface WorkflowVersionRows extends JpaRepository<WorkflowVersionRow, WorkflowVersionId> {
    List<WorkflowVersionRow> findByWorkflowIdAndVersionGreaterThanOrderByVersionDesc(
            String workflowId, int version);
}
