package io.sluice.sandbox.servicenow;

import io.sluice.sandbox.world.ServiceDesk;
import io.sluice.sandbox.world.ServiceDesk.Row;
import io.sluice.sandbox.world.World;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Incidents: 1 New, 2 In Progress, 3 On Hold, 6 Resolved, 7 Closed, 8 Canceled. Resolving needs a
/// close code and notes, holding a reason; closing goes through Resolved; a closed one stays as it
/// is.
record Incidents(World world) implements Rules {
    private static final Set<String> STATES = Set.of("1", "2", "3", "6", "7", "8");
    private static final Set<String> OVER = Set.of("7", "8");

    @Override
    public Map<String, String> insert(Map<String, String> given) {
        Map<String, String> all = new TreeMap<>(given);
        all.put("number", world.serviceDesk().nextNumber("INC", 10_000));
        all.putIfAbsent("state", "1");
        all.putIfAbsent("impact", "3");
        all.putIfAbsent("urgency", "3");
        all.putIfAbsent("approval", "not requested");
        all.put("active", "true");
        all.put("opened_at", ServiceDesk.stamp(world.now()));
        all.put("opened_by", world.serviceDesk().user("sandbox").sysId());
        check("1", all);
        return derived(all);
    }

    @Override
    public Map<String, String> update(Row before, Map<String, String> given) {
        Map<String, String> all = new TreeMap<>(before.fields());
        all.putAll(given);
        check(before.field("state"), all);
        Map<String, String> changes = new TreeMap<>(given);
        changes.putAll(derived(all));
        if (!before.field("state").equals("6") && all.getOrDefault("state", "").equals("6")) {
            changes.put("resolved_at", ServiceDesk.stamp(world.now()));
            changes.put("resolved_by", world.serviceDesk().user("sandbox").sysId());
        }
        return changes;
    }

    private static void check(String from, Map<String, String> all) {
        String to = all.getOrDefault("state", "1");
        if (!STATES.contains(to)) {
            throw SnError.refused("Invalid value '%s' for field 'state'".formatted(to));
        }
        if (OVER.contains(from) && !to.equals(from)) {
            throw SnError.refused("A closed or canceled incident cannot change its state");
        }
        if (to.equals("7") && !from.equals("6") && !from.equals("7")) {
            throw SnError.refused("An incident must be resolved before it is closed");
        }
        if (to.equals("6")) {
            require(all, "close_code");
            require(all, "close_notes");
        }
        if (to.equals("3")) {
            require(all, "hold_reason");
        }
    }

    private static void require(Map<String, String> all, String field) {
        if (all.getOrDefault(field, "").isBlank()) {
            throw SnError.refused(
                    "Data Policy Exception: The following fields are mandatory: " + field);
        }
    }

    /// Fields that follow from others.
    private static Map<String, String> derived(Map<String, String> all) {
        Map<String, String> result = new TreeMap<>(all);
        String state = all.getOrDefault("state", "1");
        result.put("incident_state", state);
        result.put("active", Boolean.toString(!OVER.contains(state)));
        result.put(
                "priority",
                priority(all.getOrDefault("impact", ""), all.getOrDefault("urgency", "")));
        return result;
    }

    /// The platform's matrix: 1/1 is critical, 3/3 is planning.
    private static String priority(String impact, String urgency) {
        if (!impact.matches("[123]") || !urgency.matches("[123]")) {
            throw SnError.refused("Expected impact and urgency to be 1, 2 or 3");
        }
        return Integer.toString(Integer.parseInt(impact) + Integer.parseInt(urgency) - 1);
    }

    @Override
    public void after(Row before, Row now) {}
}
