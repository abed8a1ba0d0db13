package io.sluice.sandbox.control;

import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Json;
import io.sluice.sandbox.servicenow.Changes;
import io.sluice.sandbox.world.Cloud;
import io.sluice.sandbox.world.ServiceDesk.Row;
import io.sluice.sandbox.world.Snapshot;
import io.sluice.sandbox.world.World;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/snapshots` makes snapshots; `/changes/{id}/approve` and `/reject` decide as the approver
/// would.
record RecordRoutes(World world) {
    void register(Routes routes) {
        routes.on("POST", "/snapshots", (call, parts) -> snapshot(call))
                .on(
                        "POST",
                        "/changes/{id}/approve",
                        (call, parts) -> decide(call, parts.getFirst(), "approved"))
                .on(
                        "POST",
                        "/changes/{id}/reject",
                        (call, parts) -> decide(call, parts.getFirst(), "rejected"));
    }

    /// A snapshot as it is written; what is absent is false, empty or `completed`.
    record Wish(
            @Nullable Boolean encrypted,
            @Nullable Map<String, String> tags,
            @Nullable String copyOutcome,
            @Nullable Boolean usedByImage,
            @Nullable String region) {}

    private Answer snapshot(Call call) {
        Wish wish = Json.parse(call.body(), Wish.class);
        String outcome = wish.copyOutcome() == null ? "completed" : wish.copyOutcome();
        if (!outcome.equals("completed") && !outcome.equals("error")) {
            throw Problem.bad(
                    "Expected copyOutcome to be completed or error, found '%s'".formatted(outcome));
        }
        String region = wish.region() == null ? Cloud.HOME_REGION : wish.region();
        Map<String, String> tags = wish.tags() == null ? Map.of() : wish.tags();
        return world.write(() -> {
            Snapshot snapshot =
                    world.cloud()
                            .snapshotLife()
                            .find(
                                    Boolean.TRUE.equals(wish.encrypted()),
                                    outcome.equals("error"),
                                    Boolean.TRUE.equals(wish.usedByImage()),
                                    region);
            if (!tags.isEmpty()) {
                world.cloud().tag(snapshot.snapshotId(), "snapshot", region, tags);
            }
            return Answer.json(201, new WorldView(world).snapshot(snapshot));
        });
    }

    /// What the approver has to say.
    record Comments(@Nullable String comments) {}

    private Answer decide(Call call, String id, String decision) {
        String comments = Json.parse(call.body(), Comments.class).comments();
        Changes changes = new Changes(world);
        return world.write(() -> {
            Row change = changes.find(id).orElseThrow(() -> Problem.missing("change request", id));
            if (!change.field("approval").equals("requested")) {
                throw new Problem(
                        409,
                        "Nothing to decide",
                        "Expected approval 'requested' on %s, found '%s'; move it to Assess first"
                                .formatted(change.field("number"), change.field("approval")));
            }
            Row decided = changes.decide(change, decision, comments == null ? "" : comments);
            return Answer.json(200, decided.fields());
        });
    }
}
