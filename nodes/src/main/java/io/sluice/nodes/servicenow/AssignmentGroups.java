package io.sluice.nodes.servicenow;

import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.OptionSource;
import java.util.List;

/// The active groups of an instance, which records can be assigned to.
record AssignmentGroups(ServiceNow serviceNow) implements OptionSource {
    static final String ID = "servicenow.assignment-groups";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String connectionType() {
        return ServiceNow.CONNECTION_TYPE;
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    @Override
    public List<String> permissions() {
        return List.of("ServiceNow sys_user_group: read");
    }

    @Override
    public Found find(Question question, NodeContext context) throws NodeFailure {
        var query = EncodedQuery.where("active", "true");
        if (!question.query().isBlank()) {
            // A caret would begin a new term.
            query.andContains("name", question.query().replace("^", "").strip());
        }
        var rows =
                serviceNow
                        .open(question.connection(), context)
                        .tables()
                        .list("sys_user_group", query.orderBy("name"), question.most());
        var options =
                rows.stream()
                        .map(row ->
                                new Option(
                                        row.sysId(), row.value("name"), row.value("description")))
                        .toList();
        return new Found(options, rows.size() < question.most());
    }
}
