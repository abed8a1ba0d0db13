package io.sluice.nodes.servicenow;

import io.sluice.engine.node.AwaitNode;
import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Waits until a change request is approved or rejected (F014). A webhook may wake it; what it acts
/// on is always the record itself, read again, and polling goes on as the safety net.
final class AwaitApproval implements AwaitNode<AwaitApproval.Config, AwaitApproval.Output> {
    private static final int MOST_APPROVERS = 200;

    private final ServiceNow serviceNow;

    AwaitApproval(ServiceNow serviceNow) {
        this.serviceNow = serviceNow;
    }

    /// Whose approval to wait for, and for how long.
    public record Config(
            @Field(title = "Connection", widget = "connection") String connection,
            @Field(
                            title = "Change request",
                            description = "sys_id, from Create change request.",
                            pattern = "[0-9a-f]{32}")
                    String change,
            @Field(
                            title = "Give up after",
                            description = "Then the decision is 'expired'; empty to wait for ever.",
                            widget = "duration",
                            example = "\"PT48H\"")
                    @Nullable String expireAfter,
            @Field(
                            title = "Counted from",
                            description =
                                    "When waiting began, such as 'requestedAt' of Create "
                                            + "change request; empty for"
                                            + " the creation of the record by ServiceNow's clock.",
                            example = "\"2026-01-05T10:00:00Z\"")
                    @Nullable String since) {}

    /// The decision.
    public record Output(
            @Field(
                            title = "Decision",
                            oneOf = {"approved", "rejected", "expired", "canceled"})
                    String decision,
            @Field(title = "Number", example = "\"CHG0030007\"") String number,
            @Field(title = "State", description = "Of the change: -2 Scheduled …") String state,
            @Field(title = "Approval", description = "As ServiceNow has it.") String approval,
            @Field(title = "Approver", description = "Who decided, when that can be read.")
                    @Nullable String approver,
            @Field(title = "Comments", description = "Of the approver.") @Nullable String comments,
            @Field(title = "Planned start", description = "Of the change window, UTC.")
                    @Nullable String plannedStart,
            @Field(title = "Planned end", description = "Of the change window, UTC.")
                    @Nullable String plannedEnd) {}

    @Override
    public Progress<Output> check(Config config, NodeContext context) throws NodeFailure {
        var session = serviceNow.open(config.connection, context);
        var change = session.tables().load(CreateChange.TABLE, config.change);
        var decision = decision(change);
        if (decision.isPresent()) {
            return Progress.done(output(decision.get(), change, session, context));
        }
        if (expired(config, change, context.now())) {
            return Progress.done(output("expired", change, session, context));
        }
        return new Progress.Pending<>(
                session.pollInterval(),
                Optional.of(ServiceNowWebhook.wakeKey(CreateChange.TABLE, change.sysId())),
                "Approval of %s is %s".formatted(change.number(), words(change.value("approval"))));
    }

    /// Nobody is waited for: the dry run goes on as if the change had been approved, and says so.
    @Override
    public Optional<Output> preview(Config config) {
        return Optional.of(
                new Output(
                        "approved",
                        Planned.TEXT,
                        ChangeState.SCHEDULED.value(),
                        "approved",
                        null,
                        "Assumed by the dry run: nobody has decided.",
                        null,
                        null));
    }

    /// What the roll-up of all approvers says; empty while it says nothing yet.
    private static Optional<String> decision(Row change) {
        if (change.value("state").equals(ChangeState.CANCELED.value())) {
            return Optional.of("canceled");
        }
        return switch (change.value("approval")) {
            case "approved", "not_required" -> Optional.of("approved");
            case "rejected" -> Optional.of("rejected");
            case "cancelled" -> Optional.of("canceled");
            default -> Optional.empty();
        };
    }

    private static String words(String approval) {
        return approval.isBlank() ? "not requested" : approval;
    }

    private static boolean expired(Config config, Row change, Instant now) throws NodeFailure {
        if (config.expireAfter == null || config.expireAfter.isBlank()) {
            return false;
        }
        try {
            var patience = Duration.parse(config.expireAfter.strip());
            var since =
                    config.since == null || config.since.isBlank()
                            ? change.time("sys_created_on").orElse(now)
                            : Instant.parse(config.since.strip());
            return !now.isBefore(since.plus(patience));
        } catch (DateTimeParseException malformed) {
            throw RecordFields.bad(
                    "a duration such as PT48H and a time such as 2026-01-05T10:00:00Z",
                    "'%s'".formatted(malformed.getParsedString()));
        }
    }

    private static Output output(
            String decision, Row change, ServiceNow.Session session, NodeContext context)
            throws NodeFailure {
        var approver = approver(decision, change, session, context);
        return new Output(
                decision,
                change.number(),
                change.value("state"),
                change.value("approval"),
                approver.flatMap(row -> row.label("approver")).orElse(null),
                approver.flatMap(row -> row.label("comments")).orElse(null),
                change.time("start_date").map(Instant::toString).orElse(null),
                change.time("end_date").map(Instant::toString).orElse(null));
    }

    /// Who decided. Knowing it is a courtesy: when the approvers may not be read, nobody is named.
    private static Optional<Row> approver(
            String decision, Row change, ServiceNow.Session session, NodeContext context)
            throws NodeFailure {
        if (!decision.equals("approved") && !decision.equals("rejected")) {
            return Optional.empty();
        }
        var query =
                EncodedQuery.where("sysapproval", change.sysId())
                        .and("state", decision)
                        .orderBy("sys_updated_on");
        try {
            return session
                    .tables()
                    .listLabelled("sysapproval_approver", query, MOST_APPROVERS)
                    .stream()
                    .max(Comparator.comparing(row -> row.value("sys_updated_on")));
        } catch (NodeFailure failure) {
            if (failure.retryable()) {
                throw failure;
            }
            context.log("Who decided cannot be read: " + failure.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "servicenow.await-approval",
                1,
                "Await approval",
                "Approval",
                "user-check",
                "Waits until a ServiceNow change request is approved or rejected.",
                """
                Reads the change request until its `approval`, the roll-up of all approvers, says approved, rejected
                or cancelled, or until the change is canceled. The step waits without holding anything, for days if
                need be, across restarts.

                A business rule on `change_request` may call the product's ServiceNow webhook when `approval`
                changes; the waiting step then looks at once. The webhook is only a hint: the record is always read
                again before acting, and is polled at the connection's interval in any case.

                The decision is an **output**, not a failure: put a condition behind it. With **Give up after** the
                decision becomes `expired` when nobody has decided by then. It changes nothing at ServiceNow.
                """,
                List.of("approval", "wait", "sign-off", "change", "human", "gate", "snow"),
                "servicenow",
                ServiceNowErrors.with(Map.of()),
                List.of(
                        "ServiceNow change_request: read",
                        "ServiceNow sysapproval_approver: read (names who decided)"));
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<Output> outputType() {
        return Output.class;
    }
}
