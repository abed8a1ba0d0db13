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
import org.springframework.context.ApplicationEventPublisher;
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
    private final TriggerContacts contacts;
    private final PublicAddress address;
    private final HookAddresses addresses;
    private final Audits audits;
    private final InstantSource clock;
    private final ApplicationEventPublisher told;
    private final TransactionTemplate transaction;

    TriggerKeeping(
            Catalogue catalogue,
            TriggerSecrets secrets,
            TriggerContacts contacts,
            PublicAddress address,
            HookAddresses addresses,
            Audits audits,
            InstantSource clock,
            ApplicationEventPublisher told,
            PlatformTransactionManager transactions) {
        this.catalogue = catalogue;
        this.secrets = secrets;
        this.contacts = contacts;
        this.address = address;
        this.addresses = addresses;
        this.audits = audits;
        this.clock = clock;
        this.told = told;
        transaction = new TransactionTemplate(transactions);
    }

    /// @param url where senders deliver; null for a trigger that has no address
    /// @param secretSet whether somebody has made a secret; null where none is needed
    /// @param shared whether address and secret are those of all workflows that begin with this
    /// @param received when the last delivery with a good signature came
    /// @param refused when the last one without came
    /// @param nextFire the next tick of an enabled schedule
    record TriggerView(
            String node,
            String type,
            @Nullable String url,
            @Nullable Boolean secretSet,
            boolean shared,
            @Nullable Instant received,
            @Nullable Instant refused,
            @Nullable Instant nextFire) {
        static TriggerView unaddressed(Node.Start start, @Nullable Instant nextFire) {
            return new TriggerView(
                    start.id().value(), start.trigger(), null, null, false, null, null, nextFire);
        }
    }

    /// An address that all workflows share.
    ///
    /// @param received when the last delivery with a good signature came
    /// @param refused when the last one without came
    record HookView(
            String hook,
            String url,
            boolean secretSet,
            @Nullable Instant received,
            @Nullable Instant refused) {}

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
        var shared = shared(start);
        if (shared.isPresent()) {
            var hook = hook(draft.project(), shared.get());
            return new TriggerView(
                    node,
                    start.trigger(),
                    hook.url(),
                    hook.secretSet(),
                    true,
                    hook.received(),
                    hook.refused(),
                    null);
        }
        return switch (source(start).orElse(Source.MANUAL)) {
            case MANUAL, EVENTBRIDGE, MESSAGE, SIGNAL -> TriggerView.unaddressed(start, null);
            case WEBHOOK -> own(draft, start);
            case SCHEDULE -> TriggerView.unaddressed(start, nextFire(draft, start));
        };
    }

    private TriggerView own(WorkflowDraft draft, Node.Start start) {
        var node = start.id().value();
        var contact = contacts.of(draft.project(), draft.id(), node);
        return new TriggerView(
                node,
                start.trigger(),
                address.of("/hooks/" + addresses.key(draft.project(), draft.id(), node)),
                withoutSecret(start)
                        ? null
                        : !secrets.live(draft.project(), draft.id(), node).isEmpty(),
                false,
                contact.received().orElse(null),
                contact.refused().orElse(null),
                null);
    }

    /// Whether it is no secret that opens it: Amazon signs with a certificate.
    private static boolean withoutSecret(Node.Start start) {
        return SnsDeliveries.SCHEME.equals(start.config().get("signature"));
    }

    /// The address that a start node shares with others, if it has no own.
    Optional<String> shared(WorkflowDraft draft, String node) {
        return shared(start(draft, node));
    }

    private Optional<String> shared(Node.Start start) {
        if (start.trigger().equals(CdrPush.ID)) {
            return Optional.of(FindingTriggers.CDR);
        }
        return source(start)
                .filter(source -> source == Source.EVENTBRIDGE)
                .map(_ -> CloudEventController.NODE);
    }

    private static Node.Start start(WorkflowDraft draft, String node) {
        return starts(draft).stream()
                .filter(one -> one.id().value().equals(node))
                .findFirst()
                .orElseThrow(() -> ApiProblem.notFound("start node", node));
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

    /// Makes the secret of a webhook of the workflow's own.
    String renew(Caller caller, WorkflowDraft draft, String node) {
        var start = start(draft, node);
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
        var contact = contacts.of(project, TriggerSecrets.SHARED, hook);
        return new HookView(
                hook,
                address.of(path(hook)),
                !secrets.live(project, TriggerSecrets.SHARED, hook).isEmpty(),
                contact.received().orElse(null),
                contact.refused().orElse(null));
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
        var secret = renew(caller, TriggerSecrets.SHARED, hook, hook);
        told.publishEvent(new HookRenewed(hook));
        return secret;
    }

    private String renew(Caller caller, String workflow, String node, String subject) {
        return transaction.execute(_ -> {
            audits.write(caller, "trigger.secret", subject, Map.of());
            return secrets.renew(caller.project(), workflow, node, caller.person());
        });
    }
}
