package io.sluice.sandbox.servicenow;

import io.sluice.sandbox.world.ServiceDesk.Row;
import io.sluice.sandbox.world.World;
import java.util.Map;
import java.util.Set;

/// Approver rows: made by the platform, decided by a PATCH of their state.
record Approvers(World world) implements Rules {
    private static final Set<String> DECISIONS = Set.of("approved", "rejected");

    @Override
    public Map<String, String> insert(Map<String, String> given) {
        throw SnError.refused("Approvals are added by the platform when a change asks for them");
    }

    @Override
    public Map<String, String> update(Row before, Map<String, String> given) {
        String state = given.getOrDefault("state", before.field("state"));
        boolean decides = !state.equals(before.field("state"));
        if (decides && !before.field("state").equals("requested")) {
            throw SnError.refused("This approval has been decided already");
        }
        if (decides && !DECISIONS.contains(state)) {
            throw SnError.refused("Invalid value '%s' for field 'state'".formatted(state));
        }
        return given;
    }

    @Override
    public void after(Row before, Row now) {
        if (!before.field("state").equals(now.field("state"))) {
            Changes changes = new Changes(world);
            changes.find(now.field("sysapproval"))
                    .ifPresent(change -> changes.rollUp(change, now.field("state")));
        }
    }
}
