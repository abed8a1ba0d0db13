package io.sluice.nodes.aws;

import static io.sluice.nodes.qualys.Effects.apply;
import static io.sluice.nodes.qualys.Effects.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.Change;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Outcome;
import io.sluice.engine.node.Reconciliation;
import io.sluice.nodes.qualys.NodeTypeDocs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineTest {
    private AwsWorld world;
    private Quarantine quarantine;
    private Release release;
    private String vm;
    private Map<String, List<String>> original;

    @BeforeEach
    void launches(@TempDir Path folder) throws IOException {
        world = AwsWorld.start(folder);
        quarantine = new Quarantine(world.connector());
        release = new Release(world.connector());
        vm = world.launch(2);
        original = world.groups(vm);
    }

    @AfterEach
    void stops() {
        world.close();
    }

    private Quarantine.Config config() {
        return new Quarantine.Config("aws", null, vm);
    }

    private Release.Config toRelease() {
        return new Release.Config("aws", null, vm, List.of());
    }

    private PatchLane.Config toPatch(String... cidrs) {
        return new PatchLane.Config("aws", null, vm, List.of(cidrs));
    }

    private void assertContained() {
        var group = world.group("sluice-quarantine");
        assertThat(group.path("rules")).isEmpty();
        assertThat(world.groups(vm))
                .hasSize(2)
                .allSatisfy((id, groups) ->
                        assertThat(groups).containsExactly(group.path("groupId").asString()));
    }

    @Test
    @DisplayName("F010: every interface carries only the deny-all group")
    void putsEveryInterfaceIntoTheDenyAllGroup() throws NodeFailure {
        assertThat(original).hasSize(2);

        var output = apply(quarantine, config(), world.context());

        assertContained();
        assertThat(output.changed()).isTrue();
        assertThat(output.lane()).isEqualTo("sluice-quarantine");
        assertThat(output.interfaces())
                .allSatisfy(each ->
                        assertThat(each.originalGroups())
                                .isEqualTo(original.get(each.interfaceId())));
    }

    @Test
    @DisplayName("F010: original groups are stored first")
    void keepsTheOriginalsBeforeAnythingMoves() throws NodeFailure {
        apply(quarantine, config(), world.context());

        assertThat(OriginalGroups.read(world.tags(world.vm(vm))).byInterface()).isEqualTo(original);
        var tagged = world.applied("CreateTags").getFirst().path("seq").asLong();
        assertThat(world.applied("ModifyNetworkInterfaceAttribute"))
                .allSatisfy(call -> assertThat(call.path("seq").asLong()).isGreaterThan(tagged));
    }

    @Test
    @DisplayName("F010: a second run is a no-op")
    void changesNothingTheSecondTime() throws NodeFailure {
        apply(quarantine, config(), world.context());
        var writes =
                world.sandbox().calls("").stream().filter(c -> c.path("write").asBoolean()).count();

        var plan = quarantine.plan(config(), world.context().effectKey("ffff"));
        var output = quarantine.execute(plan.request(), world.context());

        assertThat(plan.changes()).isEmpty();
        assertThat(output.changed()).isFalse();
        assertThat(plan.request().originals().byInterface()).isEqualTo(original);
        assertThat(world.sandbox().calls("").stream().filter(c -> c.path("write").asBoolean()))
                .hasSize((int) writes);
    }

    @Test
    void plansWithoutWriting() throws NodeFailure {
        var plan = quarantine.plan(config(), world.context().dryRun(true));

        assertThat(plan.changes())
                .extracting(Change::action)
                .containsExactly(
                        "CreateSecurityGroup",
                        "CreateTags",
                        "ModifyNetworkInterfaceAttribute",
                        "ModifyNetworkInterfaceAttribute");
        assertThat(quarantine.preview(plan.request()).orElseThrow().lane())
                .isEqualTo("sluice-quarantine");
        assertThat(world.sandbox().calls("")).noneMatch(call -> call.path("write").asBoolean());
        NodeTypeDocs.survivesJson(plan.request());
    }

    @Test
    @DisplayName("F010: refused for good between two interfaces, it says that part of it is done")
    void saysThatPartOfItIsDone() throws NodeFailure {
        var plan = quarantine.plan(config(), world.context()).request();
        // With this seed the first call passes and the second is refused.
        world.sandbox()
                .fault(
                        "{\"service\":\"aws\",\"operation\":\"ModifyNetworkInterfaceAttribute\","
                                + "\"kind\":\"unauthorized\",\"probability\":0.5,\"seed\":6,\"times\":1}");

        var refused = failureOf(() -> quarantine.execute(plan, world.context()));

        assertThat(refused.outcome()).isEqualTo(Outcome.PARTLY);
        assertThat(refused.retryable()).isFalse();
        assertThat(plan.interfaces())
                .extracting(each ->
                        Objects.equals(
                                world.groups(vm).get(each.interfaceId()),
                                original.get(each.interfaceId())))
                .containsExactly(false, true);
    }

    @Test
    @DisplayName(
            "F010: a crash between two interfaces ends in the same state, with the true originals")
    void convergesAfterACrashBetweenInterfaces() throws NodeFailure {
        var plan = quarantine.plan(config(), world.context()).request();
        var second = plan.interfaces().getLast().interfaceId();
        world.sandbox()
                .fault(
                        "{\"service\":\"aws\",\"operation\":\"ModifyNetworkInterfaceAttribute\",\"kind\":\"drop-before\",\"times\":1}");
        world.sandbox()
                .fault(
                        "{\"service\":\"aws\",\"operation\":\"ModifyNetworkInterfaceAttribute\",\"kind\":\"apply-then-drop\",\"times\":1}");

        var lost = failureOf(() -> quarantine.execute(plan, world.context()));
        assertThat(lost.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(quarantine.reconcile(plan, world.context()))
                .isInstanceOf(Reconciliation.NotApplied.class);
        var lostAgain = failureOf(() -> quarantine.execute(plan, world.context()));
        assertThat(lostAgain.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(world.groups(vm).get(second)).isEqualTo(original.get(second));

        // Another run looks at the half-done work: it too must know the true originals.
        var other = quarantine.plan(config(), world.context().effectKey("other"));
        assertThat(other.request().originals().byInterface()).isEqualTo(original);

        var output = quarantine.execute(plan, world.context());
        assertContained();
        assertThat(output.interfaces())
                .allSatisfy(each ->
                        assertThat(each.originalGroups())
                                .isEqualTo(original.get(each.interfaceId())));
        assertThat(OriginalGroups.read(world.tags(world.vm(vm))).byInterface()).isEqualTo(original);
    }

    @Test
    void adoptsWhatWasDoneThoughTheAnswerWasLost() throws NodeFailure {
        var plan = quarantine.plan(config(), world.context()).request();
        quarantine.execute(plan, world.context());

        var found = quarantine.reconcile(plan, world.context());

        assertThat(found)
                .isInstanceOfSatisfying(
                        Reconciliation.Applied.class,
                        applied -> assertThat(((LaneOutput) applied.output()).changed()).isTrue());
    }

    @Test
    void finishesAGroupWhoseMakingWasCutOff() throws NodeFailure {
        world.sandbox().fault("aws", "CreateSecurityGroup", "apply-then-drop", 1);
        var plan = quarantine.plan(config(), world.context()).request();
        assertThat(failureOf(() -> quarantine.execute(plan, world.context())).outcome())
                .isEqualTo(Outcome.UNKNOWN);

        quarantine.execute(plan, world.context());

        assertContained();
        assertThat(world.applied("CreateSecurityGroup")).hasSize(1);
    }

    @Test
    void waitsForAGroupThatIsNotVisibleYet() throws NodeFailure {
        var plan = quarantine.plan(config(), world.context()).request();
        world.sandbox().ask("PATCH", "pace", "{\"visibilityDelay\":\"PT5S\"}");
        world.sandbox().advance("PT10S");
        world.sandbox().fault("aws", "CreateSecurityGroup", "apply-then-drop", 1);
        assertThat(failureOf(() -> quarantine.execute(plan, world.context())).outcome())
                .isEqualTo(Outcome.UNKNOWN);

        var early = failureOf(() -> quarantine.execute(plan, world.context()));
        world.sandbox().advance("PT10S");
        quarantine.execute(plan, world.context());

        assertThat(early.code()).isEqualTo("aws.invalid-group.not-found");
        assertThat(early.retryable()).isTrue();
        assertContained();
    }

    @Test
    void refusesAGroupOfTheSameNameWithRulesOfItsOwn() throws NodeFailure {
        apply(quarantine, config(), world.context());
        apply(release, toRelease(), world.context());
        openGroup(world.group("sluice-quarantine").path("groupId").asString());

        var failure = failureOf(() -> apply(quarantine, config(), world.context()));

        assertThat(failure.code()).isEqualTo("aws.group-altered");
        assertThat(failure.retryable()).isFalse();
        assertThat(world.groups(vm)).isEqualTo(original);
    }

    private void openGroup(String id) throws NodeFailure {
        var ec2 = world.connector().open("aws", null, world.context());
        ec2.write(
                "AuthorizeSecurityGroupIngress",
                c ->
                        c.authorizeSecurityGroupIngress(r ->
                                r.groupId(id)
                                        .ipPermissions(GroupRule.https("0.0.0.0/0").permission())));
    }

    @Test
    @DisplayName("F016: original groups are restored exactly")
    void releasesExactly() throws NodeFailure {
        apply(quarantine, config(), world.context());

        var output = apply(release, toRelease(), world.context());

        assertThat(world.groups(vm)).isEqualTo(original);
        assertThat(OriginalGroups.keys(world.tags(world.vm(vm)))).isEmpty();
        assertThat(world.group("sluice-quarantine").path("groupId").asString()).isNotEmpty();
        assertThat(output.changed()).isTrue();
        assertThat(output.lane()).isEqualTo("none");
        assertThat(release.plan(toRelease(), world.context()).changes()).isEmpty();
        assertThat(apply(release, toRelease(), world.context()).changed()).isFalse();
    }

    @Test
    void releaseGoesOnWhereItWasCutOff() throws NodeFailure {
        apply(quarantine, config(), world.context());
        var plan = release.plan(toRelease(), world.context()).request();
        for (var operation : List.of("ModifyNetworkInterfaceAttribute", "DeleteTags")) {
            world.sandbox().fault("aws", operation, "apply-then-drop", 1);
            assertThat(failureOf(() -> release.execute(plan, world.context())).outcome())
                    .isEqualTo(Outcome.UNKNOWN);
        }

        assertThat(release.reconcile(plan, world.context()))
                .isInstanceOf(Reconciliation.Applied.class);
        assertThat(release.execute(plan, world.context()).changed()).isTrue();
        assertThat(world.groups(vm)).isEqualTo(original);
    }

    @Test
    @DisplayName("F016: release does not overwrite what somebody else has changed")
    void stopsWhenAThirdPartyChangedTheGroups() throws NodeFailure {
        apply(quarantine, config(), world.context());
        var planned = release.plan(toRelease(), world.context()).request();
        var foreign = "[\"%s\"]".formatted(foreignGroup());
        world.sandbox().ask("POST", "vms/" + vm + "/groups", "{\"groups\":" + foreign + "}");
        var changed = world.groups(vm);

        var atPlan = failureOf(() -> release.plan(toRelease(), world.context()));
        var atExecute = failureOf(() -> release.execute(planned, world.context()));
        var found = release.reconcile(planned, world.context());

        assertThat(atPlan.code()).isEqualTo("aws.conflict");
        assertThat(atExecute.code()).isEqualTo("aws.conflict");
        assertThat(found).isInstanceOf(Reconciliation.Conflict.class);
        assertThat(world.groups(vm)).isEqualTo(changed);
    }

    private String foreignGroup() throws NodeFailure {
        var ec2 = world.connector().open("aws", null, world.context());
        return ec2.write(
                        "CreateSecurityGroup",
                        c ->
                                c.createSecurityGroup(r ->
                                        r.groupName("incident-7")
                                                .description("of somebody else")
                                                .vpcId(world.vm(vm).path("vpcId").asString())))
                .groupId();
    }

    @Test
    void quarantineStopsWhenAThirdPartyChangedTheGroupsAfterThePlan() throws NodeFailure {
        var plan = quarantine.plan(config(), world.context()).request();
        var foreign = "[\"%s\"]".formatted(foreignGroup());
        world.sandbox().ask("POST", "vms/" + vm + "/groups", "{\"groups\":" + foreign + "}");

        assertThat(failureOf(() -> quarantine.execute(plan, world.context())).code())
                .isEqualTo("aws.conflict");
        assertThat(quarantine.reconcile(plan, world.context()))
                .isInstanceOf(Reconciliation.Conflict.class);
    }

    @Test
    void undoRestoresFromThePlanEvenWhenTheMarkIsLost() throws NodeFailure {
        var plan = quarantine.plan(config(), world.context()).request();
        var output = quarantine.execute(plan, world.context());
        var ec2 = world.connector().open("aws", null, world.context());
        new Instances(ec2).untag(vm, OriginalGroups.keys(world.tags(world.vm(vm))));
        var undo = quarantine.undo().orElseThrow();

        var undoPlan = undo.plan(plan, output, world.context());
        undo.execute(undoPlan.request(), world.context());
        undo.execute(undoPlan.request(), world.context());

        assertThat(undoPlan.changes()).hasSize(2);
        assertThat(world.groups(vm)).isEqualTo(original);
    }

    @Test
    void neverTakesTheQuarantineForTheOriginal() throws NodeFailure {
        apply(quarantine, config(), world.context());
        var ec2 = world.connector().open("aws", null, world.context());
        new Instances(ec2).untag(vm, OriginalGroups.keys(world.tags(world.vm(vm))));

        assertThat(failureOf(() -> quarantine.plan(config(), world.context())).code())
                .isEqualTo("aws.original-groups-unknown");
        assertThat(failureOf(() -> release.plan(toRelease(), world.context())).code())
                .isEqualTo("aws.original-groups-unknown");
    }

    @Test
    @DisplayName("F016: the patch lane lets HTTPS out and release still restores the originals")
    void movesToThePatchLaneAndBack() throws NodeFailure {
        var lane = new PatchLane(world.connector());
        apply(quarantine, config(), world.context());

        var output = apply(lane, toPatch("0.0.0.0/0"), world.context());

        var rules = world.group("sluice-patch-lane").path("rules");
        assertThat(rules).hasSize(1);
        assertThat(rules.get(0).path("egress").asBoolean()).isTrue();
        assertThat(rules.get(0).path("fromPort").asInt()).isEqualTo(443);
        assertThat(rules.get(0).path("toPort").asInt()).isEqualTo(443);
        assertThat(output.changed()).isTrue();
        assertThat(lane.plan(toPatch("0.0.0.0/0"), world.context()).changes()).isEmpty();
        assertThat(world.tags(world.vm(vm))).containsEntry("sluice:lane", "sluice-patch-lane");

        apply(quarantine, config(), world.context());
        assertContained();
        apply(release, toRelease(), world.context());
        assertThat(world.groups(vm)).isEqualTo(original);
    }

    @Test
    void otherRangesHaveAGroupOfTheirOwn() throws NodeFailure {
        var lane = new PatchLane(world.connector());

        var output = apply(lane, toPatch("198.51.100.0/24", "2001:db8::/32"), world.context());

        assertThat(output.lane()).matches("sluice-patch-lane-[0-9a-f]{8}");
        assertThat(world.group(output.lane()).path("rules")).hasSize(2);
        assertThat(failureOf(() -> lane.plan(toPatch("10.0.0.0/99"), world.context())).code())
                .isEqualTo("aws.invalid-cidr");
        apply(release, toRelease(), world.context());
        assertThat(world.groups(vm)).isEqualTo(original);
    }

    @Test
    void sendsNoWriteWithoutTheLease() throws NodeFailure {
        var plan = quarantine.plan(config(), world.context()).request();

        var failure = failureOf(() -> quarantine.execute(plan, world.context().leased(false)));

        assertThat(failure.code()).isEqualTo("lease.lost");
        assertThat(world.sandbox().calls("")).noneMatch(call -> call.path("write").asBoolean());
    }

    @Test
    void endsACallThatTakesTooLong() throws NodeFailure {
        var plan = quarantine.plan(config(), world.context()).request();
        world.sandbox()
                .fault(
                        "{\"service\":\"aws\",\"operation\":\"CreateSecurityGroup\",\"kind\":\"delay\",\"delay\":\"PT20S\",\"times\":1}");

        var failure =
                failureOf(() ->
                        quarantine.execute(
                                plan, world.context().remaining(Duration.ofMillis(800))));

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
