package io.sluice.app.workflow;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Projects;
import io.sluice.app.settings.InstallationSettings;
import io.sluice.db.authored.Accounts;
import io.sluice.db.authored.FourEyes;
import io.sluice.db.authored.WorkflowDraft;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.NodeType;
import io.sluice.engine.node.Purpose;
import io.sluice.engine.port.Catalogue;
import java.util.Set;
import org.springframework.stereotype.Component;

/// What contains, patches, gives back or changes the outside in another way is put to work by two
/// people: nobody publishes, or runs in earnest as a draft, what they have drawn themselves. One
/// person may do both where there is only one account, where the project's solo setting says so,
/// and on the machine itself.
@Component
public class FourEyesRule {
    private static final Set<Purpose> HARMLESS =
            Set.of(Purpose.ASSESS, Purpose.LABEL, Purpose.NOTIFY);

    private final FourEyes fourEyes;
    private final Accounts accounts;
    private final InstallationSettings settings;
    private final Catalogue catalogue;
    private final Authorization authorization;

    FourEyesRule(
            FourEyes fourEyes,
            Accounts accounts,
            InstallationSettings settings,
            Catalogue catalogue,
            Authorization authorization) {
        this.fourEyes = fourEyes;
        this.accounts = accounts;
        this.settings = settings;
        this.catalogue = catalogue;
        this.authorization = authorization;
    }

    /// @return whether one person does both, by right; this belongs in the audit log
    /// @throws ApiProblem FOUR_EYES if somebody else must
    public boolean require(Caller caller, Action action, WorkflowDraft draft, Workflow document) {
        if (!dangerous(document) || !drew(caller, draft)) {
            return false;
        }
        if (mayAlone(caller)) {
            return true;
        }
        throw authorization.denied(
                caller,
                action,
                draft.id(),
                new ApiProblem(
                        ErrorCode.FOUR_EYES,
                        "Expected somebody other than who drew it to put a workflow to work that"
                                + " changes things outside; ask for that with PUT"
                                + " /api/v1/workflows/"
                                + draft.id()
                                + "/publish-request. (An administrator can allow one person to do"
                                + " both under Settings.)"));
    }

    /// Whether somebody else must publish what this caller sees as the draft.
    public boolean needsAnother(Caller caller, WorkflowDraft draft, Workflow document) {
        return dangerous(document) && drew(caller, draft) && !mayAlone(caller);
    }

    private boolean drew(Caller caller, WorkflowDraft draft) {
        var authors = fourEyes.authors(draft.id());
        return authors.isEmpty()
                ? draft.updatedBy().equals(caller.person())
                : authors.contains(caller.person());
    }

    private boolean mayAlone(Caller caller) {
        return caller.ofThisMachine()
                || settings.soloPublish(caller.project())
                || accounts.list(Projects.DEFAULT).stream().filter(one -> !one.disabled()).count()
                        <= 1;
    }

    private boolean dangerous(Workflow document) {
        return document.nodes().stream()
                .anyMatch(node ->
                        node instanceof Node.Task task
                                && catalogue
                                        .nodeType(task.type())
                                        .filter(entry -> dangerous(entry.type()))
                                        .isPresent());
    }

    private static boolean dangerous(NodeType<?, ?> type) {
        return type instanceof EffectNode && !HARMLESS.contains(type.descriptor().purpose());
    }
}
