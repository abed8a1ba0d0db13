package io.sluice.nodes.kubernetes;

import io.sluice.policy.category.Category;
import io.sluice.policy.finding.Finding;
import io.sluice.policy.manifest.Manifest;
import io.sluice.policy.register.Draft;
import io.sluice.policy.register.PolicyKey;
import io.sluice.policy.register.PolicyKind;
import io.sluice.policy.register.PolicyRecord;
import io.sluice.policy.tracing.AgentVersion;
import io.sluice.policy.tracing.Form;
import io.sluice.policy.tracing.Generated;
import io.sluice.policy.tracing.Scope;
import io.sluice.policy.tracing.TracingPolicies;
import io.sluice.policy.tracing.TracingPolicyValidator;
import io.sluice.policy.tracing.Variant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes one draft of the findings of one workload and category.
///
/// @param clusters connections, the detecting one first
/// @param lifetime empty for ever
record Drafting(List<String> clusters, AgentVersion agent, Optional<Duration> lifetime) {
    /// The findings of one policy; the first few hundred are kept, all are counted.
    static final class Group {
        private static final int MOST = 500;

        private final Category category;
        private final List<Finding> findings = new ArrayList<>();
        private Instant earliest;
        private int count;

        Group(Category category, Finding first) {
            this.category = category;
            this.earliest = first.detectedAt();
        }

        /// An empty group of the same category.
        Group sibling(Finding first) {
            return new Group(category, first);
        }

        void add(Finding finding) {
            count++;
            if (findings.size() < MOST) {
                findings.add(finding);
            }
            if (finding.detectedAt().isBefore(earliest)) {
                earliest = finding.detectedAt();
            }
        }

        Finding first() {
            return findings.getFirst();
        }

        String category() {
            return category.id();
        }

        String technique() {
            return category.technique();
        }

        List<Finding> findings() {
            return findings;
        }

        int size() {
            return count;
        }

        Instant earliest() {
            return earliest;
        }
    }

    PolicyKey key(Group group) {
        var scope = Scope.of(group.first().workload());
        return new PolicyKey(
                clusters.getFirst(),
                scope.namespace(),
                scope.workload(),
                group.category(),
                PolicyKind.TRACING);
    }

    /// @param known the policy of the same key, whose values are kept
    Draft draft(Group group, Optional<PolicyRecord> known) {
        var scope = Scope.of(group.first().workload());
        var notes = new ArrayList<String>();
        var audit = form(group, scope, Form.AUDIT, notes);
        var enforce = form(group, scope, Form.ENFORCE, notes);
        return switch (enforce) {
            case Generated.Policy(var manifest, var more) -> {
                notes.addAll(more);
                yield draft(group, audit, Optional.of(manifest), "", notes, known);
            }
            case Generated.AuditOnly(_, var why, var more) -> {
                notes.addAll(more);
                yield draft(group, audit, Optional.empty(), why, notes, known);
            }
            case Generated.Impossible(var why) ->
                    draft(group, audit, Optional.empty(), why, notes, known);
        };
    }

    /// What the agents would refuse or overlook is no policy.
    private Generated form(Group group, Scope scope, Form form, List<String> notes) {
        var made =
                TracingPolicies.generate(
                        new TracingPolicies.Order(
                                group.category, group.findings, scope, form, agent, Variant.SAFE));
        var manifest =
                switch (made) {
                    case Generated.Policy(var policy, _) -> Optional.of(policy);
                    case Generated.AuditOnly(var policy, _, _) -> Optional.of(policy);
                    case Generated.Impossible _ -> Optional.<Manifest>empty();
                };
        if (manifest.isEmpty()) {
            return made;
        }
        var flaws = TracingPolicyValidator.check(manifest.get().object(), agent);
        if (flaws.isEmpty()) {
            return made;
        }
        notes.addAll(flaws.stream().map(Object::toString).limit(10).toList());
        return new Generated.Impossible(
                "The agents would refuse or misread it: " + flaws.getFirst() + ".");
    }

    private Draft draft(
            Group group,
            Generated audit,
            Optional<Manifest> enforce,
            String whyNot,
            List<String> notes,
            Optional<PolicyRecord> known) {
        var watching =
                switch (audit) {
                    case Generated.Policy(var manifest, _) -> Optional.of(manifest);
                    case Generated.AuditOnly(var manifest, _, _) -> Optional.of(manifest);
                    case Generated.Impossible _ -> Optional.<Manifest>empty();
                };
        return new Draft(
                key(group),
                clusters,
                group.category.technique(),
                watching.map(m -> kept(known.flatMap(PolicyRecord::audit), m, notes)),
                enforce.map(m -> kept(known.flatMap(PolicyRecord::enforce), m, notes)),
                whyNot,
                notes.stream().distinct().toList(),
                group.count,
                group.earliest,
                lifetime);
    }

    private Manifest kept(Optional<Manifest> older, Manifest newer, List<String> notes) {
        if (older.isEmpty()) {
            return newer;
        }
        var union = SpecUnion.of(older.get(), newer);
        boolean fits =
                union.filter(m -> TracingPolicyValidator.check(m.object(), agent).isEmpty())
                        .isPresent();
        if (!fits) {
            notes.add(
                    "The policy now answers the newest findings only: it has another shape than before.");
        }
        return fits ? union.get() : newer;
    }
}
