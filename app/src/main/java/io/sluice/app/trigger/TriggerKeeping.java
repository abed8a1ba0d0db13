package io.sluice.app.trigger;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.security.Caller;
import io.sluice.app.settings.PublicAddress;
import io.sluice.codec.document.DocumentReading;
import io.sluice.codec.document.WorkflowJson;
import io.sluice.db.authored.WorkflowDraft;
import io.sluice.engine.definition.Node;
import io.sluice.engine.node.TriggerType.Source;
import io.sluice.engine.port.Catalogue;
import io.sluice.nodes.flow.Schedules;
import io.sluice.nodes.qualys.CdrPush;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The addresses and secrets of triggers.
@Component
class TriggerKeeping {
    private static final List<String> HOOKS =
            List.of(
                    CloudEventController.NODE,
                    ServiceNowController.NODE,
                    FindingTriggers.CDR,
                    FindingTriggers.TETRAGON);

    private final Catalogue catalogue;
    private final TriggerSecrets secrets;
    private final PublicAddress address;
    private final Audits audits;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    TriggerKeeping(
            Catalogue catalogue,
            TriggerSecrets secrets,
            PublicAddress address,
            Audits audits,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.catalogue = catalogue;
        this.secrets = secrets;
        this.address = address;
        this.audits = audits;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    /// @param url where senders deliver; null for a trigger that has no address
    /// @param secretSet whether somebody has made a secret; null where none is needed
    /// @param nextFire the next tick of an enabled schedule
    record TriggerView(
            String node,
            String type,
            @Nullable String url,
            @Nullable Boolean secretSet,
            @Nullable Instant nextFire) {}

    /// An address that all workflows share.
    record HookView(String hook, String url, boolean secretSet) {}

    List<TriggerView> list(WorkflowDraft draft) {
        return starts(draft).stream().map(start -> view(draft, start)).toList();
    }

    private static List<Node.Start> starts(WorkflowDraft draft) {
        return WorkflowJson.read(draft.document()) instanceof DocumentReading.Read(var workflow)
                ? workflow.starts()
                : List.of();
    }

    private TriggerView view(WorkflowDraft draft, Node.Start start) {
        var node = start.id().value();
        if (start.trigger().equals(CdrPush.ID)) {
            var hook = hook(draft.project(), FindingTriggers.CDR);
            return new TriggerView(node, start.trigger(), hook.url(), hook.secretSet(), null);
        }
        return switch (source(start).orElse(Source.MANUAL)) {
            case MANUAL -> new TriggerView(node, start.trigger(), null, null, null);
            case WEBHOOK ->
                    new TriggerView(
                            node,
                            start.trigger(),
                            address.of("/hooks/" + draft.id() + "/" + node),
                            !secrets.live(draft.project(), draft.id(), node).isEmpty(),
                            null);
            case EVENTBRIDGE -> {
                var hook = hook(draft.project(), CloudEventController.NODE);
                yield new TriggerView(node, start.trigger(), hook.url(), hook.secretSet(), null);
            }
            case SCHEDULE ->
                    new TriggerView(node, start.trigger(), null, null, nextFire(draft, start));
        };
    }

    private Optional<Source> source(Node.Start start) {
        return catalogue.triggerType(start.trigger()).map(entry -> entry.type().source());
    }

    private @Nullable Instant nextFire(WorkflowDraft draft, Node.Start start) {
        if (!draft.enabled()) {
            return null;
        }
        try {
            return Schedules.of(start.config()).nextAfter(clock.instant()).orElse(null);
        } catch (IllegalArgumentException e) {
            // The check of the draft says what is wrong with it.
            return null;
        }
    }

    String renew(Caller caller, WorkflowDraft draft, String node) {
        var start =
                starts(draft).stream()
                        .filter(one -> one.id().value().equals(node))
                        .findFirst()
                        .orElseThrow(() -> ApiProblem.notFound("start node", node));
        if (start.trigger().equals(CdrPush.ID)) {
            return renewHook(caller, FindingTriggers.CDR);
        }
        if (source(start).filter(source -> source == Source.WEBHOOK).isEmpty()) {
            throw ApiProblem.badInput(
                    "Expected a webhook trigger, found '"
                            + start.trigger()
                            + "', which has no secret of its own.");
        }
        return renew(caller, draft.id(), node, draft.id() + "/" + node);
    }

    List<HookView> hooks(Caller caller) {
        return HOOKS.stream().map(hook -> hook(caller.project(), hook)).toList();
    }

    private HookView hook(String project, String hook) {
        return new HookView(
                hook,
                address.of(path(hook)),
                !secrets.live(project, TriggerSecrets.SHARED, hook).isEmpty());
    }

    /// The vendor's documents fix the addresses of what containers report.
    private static String path(String hook) {
        return (hook.equals(FindingTriggers.CDR) || hook.equals(FindingTriggers.TETRAGON)
                        ? "/webhook/"
                        : "/hooks/")
                + hook;
    }

    String renewHook(Caller caller, String hook) {
        if (!HOOKS.contains(hook)) {
            throw ApiProblem.notFound("hook", hook);
        }
        return renew(caller, TriggerSecrets.SHARED, hook, hook);
    }

    private String renew(Caller caller, String workflow, String node, String subject) {
        return transaction.execute(_ -> {
            audits.write(caller, "trigger.secret", subject, Map.of());
            return secrets.renew(caller.project(), workflow, node, caller.person());
        });
    }
}
