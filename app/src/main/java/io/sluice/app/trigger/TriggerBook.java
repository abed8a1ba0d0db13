package io.sluice.app.trigger;

import io.sluice.app.workflow.Defaults;
import io.sluice.app.workflow.WorkflowsChanged;
import io.sluice.db.Micros;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.node.TriggerType;
import io.sluice.engine.node.TriggerType.Source;
import io.sluice.engine.port.Catalogue;
import io.sluice.engine.port.Records;
import io.sluice.engine.port.Waits.Subscription;
import io.sluice.engine.port.WorkflowVersions;
import io.sluice.engine.run.WorkflowRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/// All triggers of all published workflows, in memory, so that taking in an event asks the database
/// nothing. A change made by this process shows at once, one of another process within a second or
/// two.
@Component
class TriggerBook {
    private static final Logger log = LoggerFactory.getLogger(TriggerBook.class);

    private static final String PUBLISHED =
            """
            select id, project, published_version, enabled, updated_at from workflow
            where published_version is not null and deleted_at is null
            """;

    private final JdbcClient jdbc;
    private final WorkflowVersions versions;
    private final Catalogue catalogue;
    private final Records records;
    private final HookAddresses addresses;
    private volatile Pages pages = new Pages(List.of(), Map.of(), List.of(), Map.of());
    private volatile boolean read;

    private record Row(WorkflowRef workflow, String project, boolean enabled, Instant updatedAt) {}

    /// @param rows what it was made from
    /// @param heard what enabled triggers hear, each with those in the same order everywhere
    private record Pages(
            List<Row> rows,
            Map<String, LiveTrigger<?, ?>> webhooks,
            List<LiveTrigger<?, ?>> all,
            Map<Subscription, List<LiveTrigger<?, ?>>> heard) {}

    TriggerBook(
            JdbcClient jdbc,
            WorkflowVersions versions,
            Catalogue catalogue,
            Records records,
            HookAddresses addresses) {
        this.jdbc = jdbc;
        this.addresses = addresses;
        this.versions = versions;
        this.catalogue = catalogue;
        this.records = records;
    }

    /// The trigger behind a webhook address, whether or not it is enabled.
    ///
    /// @param key the last part of the address
    Optional<LiveTrigger<?, ?>> webhook(String key) {
        return Optional.ofNullable(pages.webhooks().get(key));
    }

    /// The enabled triggers that hear of a source.
    List<LiveTrigger<?, ?>> enabled(Source source) {
        return pages.all().stream()
                .filter(trigger -> trigger.enabled() && trigger.source() == source)
                .toList();
    }

    /// The messages and signals by which runs begin, and the enabled triggers that hear each: in
    /// the same order in every process. Read at once if nothing has been yet: a signal is not kept
    /// for who is not looked for.
    Map<Subscription, List<LiveTrigger<?, ?>>> heard() {
        if (!read) {
            refresh();
        }
        return pages.heard();
    }

    @TransactionalEventListener(classes = WorkflowsChanged.class, fallbackExecution = true)
    void changed() {
        refresh();
    }

    /// Looks for what has changed.
    synchronized void refresh() {
        var rows = jdbc.sql(PUBLISHED).query((row, _) -> row(row)).list();
        if (rows.equals(pages.rows())) {
            read = true;
            return;
        }
        var webhooks = new HashMap<String, LiveTrigger<?, ?>>();
        var all = new ArrayList<LiveTrigger<?, ?>>();
        for (var row : rows) {
            for (var trigger : triggers(row)) {
                all.add(trigger);
                if (trigger.source() == Source.WEBHOOK) {
                    webhooks.put(
                            addresses.key(
                                    row.project(),
                                    row.workflow().id(),
                                    trigger.start().id().value()),
                            trigger);
                }
            }
        }
        pages = new Pages(List.copyOf(rows), Map.copyOf(webhooks), List.copyOf(all), heard(all));
        read = true;
    }

    private static Map<Subscription, List<LiveTrigger<?, ?>>> heard(List<LiveTrigger<?, ?>> all) {
        return all.stream()
                .filter(LiveTrigger::enabled)
                .filter(trigger -> trigger.hears().isPresent())
                .sorted(
                        Comparator.<LiveTrigger<?, ?>, String>comparing(
                                        trigger -> trigger.workflow().id())
                                .thenComparing(trigger -> trigger.start().id()))
                .collect(
                        Collectors.groupingBy(
                                trigger -> trigger.hears().orElseThrow(),
                                Collectors.toUnmodifiableList()));
    }

    private static Row row(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Row(
                new WorkflowRef(row.getString(1), row.getInt(3)),
                row.getString(2),
                row.getBoolean(4),
                Micros.instant(row.getLong(5)));
    }

    private List<LiveTrigger<?, ?>> triggers(Row row) {
        var triggers = new ArrayList<LiveTrigger<?, ?>>();
        var workflow = versions.find(row.workflow()).orElseThrow();
        for (var start : workflow.starts()) {
            try {
                catalogue
                        .triggerType(start.trigger())
                        .ifPresent(
                                entry -> triggers.add(trigger(row, start, entry.type(), workflow)));
            } catch (IllegalArgumentException e) {
                log.error(
                        "Start '{}' of workflow {} cannot be read and starts nothing; publish the"
                                + " workflow anew",
                        start.id(),
                        row.workflow(),
                        e);
            }
        }
        return triggers;
    }

    private <C extends Record, E extends Record> LiveTrigger<C, E> trigger(
            Row row, Node.Start start, TriggerType<C, E> type, Workflow workflow) {
        return new LiveTrigger<>(
                row.project(),
                row.workflow(),
                row.enabled(),
                row.updatedAt(),
                start,
                type,
                records.read(start.config(), type.configType()),
                Defaults.of(workflow));
    }
}
