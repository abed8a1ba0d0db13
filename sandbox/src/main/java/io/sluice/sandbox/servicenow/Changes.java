package io.sluice.sandbox.servicenow;

import io.sluice.sandbox.http.Json;
import io.sluice.sandbox.world.Outbox;
import io.sluice.sandbox.world.ServiceDesk;
import io.sluice.sandbox.world.ServiceDesk.Row;
import io.sluice.sandbox.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Change requests and their approvals. Asking for approval is moving New to Assess (normal) or to
/// Authorize (emergency): the platform then adds an approver row. Their decisions roll up into
/// `approval`; approved moves on to Scheduled, rejected back to New, and either tells the outside.
public record Changes(World world) implements Rules {
    private static final String NEW = "-5";
    private static final String ASSESS = "-4";
    private static final String AUTHORIZE = "-3";
    private static final String SCHEDULED = "-2";
    private static final String IMPLEMENT = "-1";
    private static final String REVIEW = "0";
    private static final String CLOSED = "3";
    private static final String CANCELED = "4";

    /// Where a caller may move a change that is not waiting for approval.
    private static final Map<String, Set<String>> MOVES =
            Map.of(
                    NEW, Set.of(ASSESS, AUTHORIZE, SCHEDULED, CANCELED),
                    ASSESS, Set.of(AUTHORIZE, CANCELED, NEW),
                    AUTHORIZE, Set.of(SCHEDULED, CANCELED, NEW),
                    SCHEDULED, Set.of(IMPLEMENT, CANCELED),
                    IMPLEMENT, Set.of(REVIEW, CANCELED),
                    REVIEW, Set.of(CLOSED, IMPLEMENT),
                    CLOSED, Set.of(),
                    CANCELED, Set.of());

    private static final Set<String> CLOSE_CODES =
            Set.of("successful", "successful_issues", "unsuccessful");

    /// The change with this number or sys_id.
    public Optional<Row> find(String numberOrSysId) {
        return world.serviceDesk().table("change_request").stream()
                .filter(row ->
                        row.sysId().equals(numberOrSysId)
                                || row.field("number").equals(numberOrSysId))
                .findFirst();
    }

    @Override
    public Map<String, String> insert(Map<String, String> given) {
        Map<String, String> all = new TreeMap<>(given);
        String type = all.getOrDefault("type", "normal");
        if (!Set.of("normal", "standard", "emergency").contains(type)) {
            throw SnError.refused("Invalid value '%s' for field 'type'".formatted(type));
        }
        String state = all.getOrDefault("state", NEW);
        if (!state.equals(NEW)) {
            throw SnError.refused("A change request starts in state New (-5), not " + state);
        }
        all.put("number", world.serviceDesk().nextNumber("CHG", 30_000));
        all.put("type", type);
        all.put("state", NEW);
        all.put("approval", "not requested");
        all.put("active", "true");
        all.putIfAbsent("priority", "4");
        all.putIfAbsent("risk", "3");
        all.put("opened_at", ServiceDesk.stamp(world.now()));
        all.put("opened_by", world.serviceDesk().user("sandbox").sysId());
        return all;
    }

    @Override
    public Map<String, String> update(Row before, Map<String, String> given) {
        Map<String, String> changes = new TreeMap<>(given);
        changes.remove("approval");
        String from = before.field("state");
        String to = changes.getOrDefault("state", from);
        if (!to.equals(from)) {
            checkMove(before, from, to);
        }
        if (to.equals(CLOSED)) {
            checkClosing(before.with(changes));
        }
        boolean asks = from.equals(NEW) && Set.of(ASSESS, AUTHORIZE).contains(to);
        if (asks) {
            changes.put("approval", "requested");
        }
        if (from.equals(NEW) && to.equals(SCHEDULED)) {
            changes.put("approval", "approved");
        }
        changes.put("active", Boolean.toString(!Set.of(CLOSED, CANCELED).contains(to)));
        return changes;
    }

    private static void checkMove(Row change, String from, String to) {
        boolean standard = change.field("type").equals("standard");
        boolean emergency = change.field("type").equals("emergency");
        boolean allowed = MOVES.getOrDefault(from, Set.of()).contains(to);
        if (from.equals(NEW)) {
            allowed &= !to.equals(SCHEDULED) || standard;
            allowed &= !to.equals(AUTHORIZE) || emergency;
            allowed &= !to.equals(ASSESS) || (!standard && !emergency);
        }
        boolean waiting = Set.of(ASSESS, AUTHORIZE).contains(from);
        if (waiting && to.equals(SCHEDULED) && !change.field("approval").equals("approved")) {
            allowed = false;
        }
        if (!allowed) {
            throw SnError.refused(
                    "Transition from state %s to %s is not allowed by the change model; approval is '%s'"
                            .formatted(from, to, change.field("approval")));
        }
    }

    private static void checkClosing(Row closed) {
        if (closed.field("close_code").isBlank() || closed.field("close_notes").isBlank()) {
            throw SnError.refused(
                    "Data Policy Exception: The following fields are mandatory: close_code, close_notes");
        }
        if (!CLOSE_CODES.contains(closed.field("close_code"))) {
            throw SnError.refused(
                    "Invalid value '%s' for field 'close_code'"
                            .formatted(closed.field("close_code")));
        }
    }

    @Override
    public void after(Row before, Row now) {
        boolean asked =
                !before.field("approval").equals("requested")
                        && now.field("approval").equals("requested");
        if (asked) {
            addApprover(now);
        }
        if (now.field("state").equals(CANCELED) && !before.field("state").equals(CANCELED)) {
            closeApprovers(now, "cancelled");
        }
    }

    private void addApprover(Row change) {
        ServiceDesk desk = world.serviceDesk();
        Map<String, String> fields = new TreeMap<>();
        fields.put("sysapproval", change.sysId());
        fields.put("document_id", change.sysId());
        fields.put("source_table", "change_request");
        fields.put("approver", desk.user(ServiceDesk.APPROVER).sysId());
        fields.put("state", "requested");
        desk.insert("sysapproval_approver", fields);
    }

    private void closeApprovers(Row change, String state) {
        waitingApprovers(change)
                .forEach(row -> world.serviceDesk().update(row, Map.of("state", state)));
    }

    private List<Row> waitingApprovers(Row change) {
        return world.serviceDesk().table("sysapproval_approver").stream()
                .filter(row -> row.field("sysapproval").equals(change.sysId()))
                .filter(row -> row.field("state").equals("requested"))
                .toList();
    }

    /// The approver decides: `approved` or `rejected`. Answers the change after the roll-up.
    public Row decide(Row change, String decision, String comments) {
        ServiceDesk desk = world.serviceDesk();
        for (Row row : waitingApprovers(change)) {
            desk.update(row, Map.of("state", decision));
            if (!comments.isBlank()) {
                desk.journal(row, "comments", comments);
            }
        }
        return rollUp(change, decision);
    }

    /// Carries the decision of an approver row into the change it belongs to.
    Row rollUp(Row change, String decision) {
        String state = decision.equals("approved") ? SCHEDULED : NEW;
        Row decided =
                world.serviceDesk().update(change, Map.of("approval", decision, "state", state));
        tell(decided);
        return decided;
    }

    private void tell(Row change) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("table", "change_request");
        for (String field : List.of("sys_id", "number", "approval", "state", "correlation_id")) {
            body.put(field, change.field(field));
        }
        body.put("approver", ServiceDesk.APPROVER);
        body.put("sys_updated_on", change.field("sys_updated_on"));
        world.controls().outbox().add(Outbox.Target.SERVICENOW, Json.write(body), world.now());
    }
}
