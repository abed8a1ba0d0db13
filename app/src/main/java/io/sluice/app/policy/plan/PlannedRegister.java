package io.sluice.app.policy.plan;

import io.sluice.app.policy.PolicyIds;
import io.sluice.policy.lifecycle.By;
import io.sluice.policy.lifecycle.Move;
import io.sluice.policy.register.ClusterState;
import io.sluice.policy.register.Draft;
import io.sluice.policy.register.Moved;
import io.sluice.policy.register.PolicyChange;
import io.sluice.policy.register.PolicyRecord;
import io.sluice.policy.register.PolicyRegister;
import io.sluice.policy.register.Registered;
import io.sluice.policy.register.Tuning;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The register as it would be: what is generated is kept here and hides what is stored.
final class PlannedRegister implements PolicyRegister {
    private final PolicyRegister stored;
    private final InstantSource clock;
    private final Map<String, PolicyRecord> planned = new LinkedHashMap<>();

    PlannedRegister(PolicyRegister stored, InstantSource clock) {
        this.stored = stored;
        this.clock = clock;
    }

    /// The policies that would be new or other than they are.
    List<PolicyRecord> planned() {
        return List.copyOf(planned.values());
    }

    @Override
    public List<Registered> generate(String project, List<Draft> drafts, By by) {
        return drafts.stream().map(draft -> generate(project, draft, by)).toList();
    }

    private Registered generate(String project, Draft draft, By by) {
        var id = PolicyIds.of(project, draft.key());
        var known = find(project, id);
        if (known.isPresent() && PolicyChange.says(known.get(), draft)) {
            return new Registered(known.get(), false);
        }
        var before = known.orElseGet(() -> PolicyChange.detected(id, project, draft));
        boolean none = draft.audit().isEmpty() && draft.enforce().isEmpty();
        var after = none ? before : PolicyChange.extended(before, draft, by, clock.instant());
        planned.put(id, after);
        return new Registered(after, true);
    }

    @Override
    public Optional<PolicyRecord> find(String project, String id) {
        return Optional.ofNullable(planned.get(id)).or(() -> stored.find(project, id));
    }

    @Override
    public List<PolicyRecord> ofCluster(String project, String cluster) {
        var all = new ArrayList<PolicyRecord>();
        for (var policy : stored.ofCluster(project, cluster)) {
            if (!planned.containsKey(policy.id())) {
                all.add(policy);
            }
        }
        planned.values().stream()
                .filter(policy -> policy.clusters().contains(cluster))
                .forEach(all::add);
        return all;
    }

    @Override
    public Moved move(String project, String id, Move move, By by, String key) {
        throw new IllegalStateException("A plan moves no policies");
    }

    @Override
    public Moved tune(String project, String id, Tuning tuning, String reason, By by) {
        throw new IllegalStateException("A plan tunes no policies");
    }

    @Override
    public Optional<PolicyRecord> applied(String project, String id, ClusterState state) {
        throw new IllegalStateException("A plan applies no policies");
    }
}
