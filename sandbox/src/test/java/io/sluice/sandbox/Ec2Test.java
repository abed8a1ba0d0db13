package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/// The real AWS SDK against the imitation: signatures, shapes and codes as its own models read
/// them.
class Ec2Test {
    @TempDir Path folder;
    private RunningSandbox sandbox;
    private Ec2Client ec2;

    @BeforeEach
    void start() {
        sandbox = RunningSandbox.in(folder);
        ec2 = ec2(AwsBasicCredentials.create("AKIASANDBOX", "sandbox-secret"), Region.US_EAST_1);
    }

    @AfterEach
    void stop() {
        ec2.close();
        sandbox.close();
    }

    private Ec2Client ec2(AwsCredentials credentials, Region region) {
        return Ec2Client.builder()
                .endpointOverride(URI.create(sandbox.url() + "/aws"))
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    private String launch(String wish) {
        return sandbox.post("/vms", wish).get("instanceId").asString();
    }

    private Instance describe(String id) {
        return ec2.describeInstances(r -> r.instanceIds(id))
                .reservations()
                .getFirst()
                .instances()
                .getFirst();
    }

    private String group(String name) {
        return ec2.createSecurityGroup(r -> r.groupName(name).description("test")).groupId();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static void refused(Runnable call, String code, int status) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Ec2Exception.class,
                        e -> {
                            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
                            assertThat(e.statusCode()).isEqualTo(status);
                        });
    }

    @Test
    @DisplayName("F099")
    void describesAnInstanceWithAllItsFields() {
        String id = launch("{\"name\":\"web-1\",\"interfaces\":2,\"tags\":{\"team\":\"a&b\"}}");

        Instance vm = describe(id);

        assertThat(vm.state().name()).isEqualTo(InstanceStateName.RUNNING);
        assertThat(vm.state().code()).isEqualTo(16);
        assertThat(vm.vpcId()).isEqualTo("vpc-0sandbox000000001");
        assertThat(vm.publicIpAddress()).startsWith("198.18.");
        assertThat(vm.publicDnsName()).startsWith("ec2-198-18-");
        assertThat(vm.privateDnsName()).startsWith("ip-10-").endsWith(".ec2.internal");
        assertThat(vm.tags()).contains(Tag.builder().key("team").value("a&b").build());
        assertThat(vm.instanceTypeAsString()).isEqualTo("t3.medium");
        assertThat(vm.placement().availabilityZone()).isEqualTo("us-east-1a");
        assertThat(vm.imageId()).startsWith("ami-");
        assertThat(vm.subnetId()).startsWith("subnet-");
        assertThat(vm.securityGroups().getFirst().groupName()).isEqualTo("default");
        assertThat(vm.networkInterfaces()).hasSize(2);
        assertThat(vm.networkInterfaces())
                .extracting(InstanceNetworkInterface::macAddress)
                .doesNotHaveDuplicates()
                .allSatisfy(mac -> assertThat(mac).matches("(?:[0-9a-f]{2}:){5}[0-9a-f]{2}"));
        assertThat(vm.networkInterfaces())
                .extracting(eni -> eni.attachment().deviceIndex())
                .containsExactly(0, 1);
    }

    @Test
    @DisplayName("F010")
    void replacesTheGroupsOfEveryInterfaceAndRefusesTheInstanceWideCall() {
        String id = launch("{\"interfaces\":2}");
        String quarantine = group("quarantine");
        refused(
                () -> ec2.modifyInstanceAttribute(r -> r.instanceId(id).groups(quarantine)),
                "InvalidInstanceID",
                400);

        for (InstanceNetworkInterface eni : describe(id).networkInterfaces()) {
            ec2.modifyNetworkInterfaceAttribute(
                    r -> r.networkInterfaceId(eni.networkInterfaceId()).groups(quarantine));
        }

        List<NetworkInterface> found =
                ec2.describeNetworkInterfaces(r ->
                                r.filters(
                                        Filter.builder()
                                                .name("attachment.instance-id")
                                                .values(id)
                                                .build()))
                        .networkInterfaces();
        assertThat(found).hasSize(2);
        Set<String> groups =
                found.stream()
                        .flatMap(eni -> eni.groups().stream())
                        .map(g -> g.groupId())
                        .collect(Collectors.toSet());
        assertThat(groups).containsExactly(quarantine);
        refused(
                () -> ec2.deleteSecurityGroup(r -> r.groupId(quarantine)),
                "DependencyViolation",
                400);
    }

    @Test
    void beginsAGroupWithAllEgressAndTakesItAwayOnRevoke() {
        TagSpecification tags =
                TagSpecification.builder()
                        .resourceType("security-group")
                        .tags(tag("flow:run", "r1"))
                        .build();
        String id =
                ec2.createSecurityGroup(r ->
                                r.groupName("lane")
                                        .description("patch lane")
                                        .tagSpecifications(tags))
                        .groupId();
        IpPermission all =
                IpPermission.builder()
                        .ipProtocol("-1")
                        .ipRanges(IpRange.builder().cidrIp("0.0.0.0/0").build())
                        .build();
        refused(() -> group("lane"), "InvalidGroup.Duplicate", 400);

        assertThat(groupById(id).ipPermissionsEgress()).hasSize(1);
        ec2.revokeSecurityGroupEgress(r -> r.groupId(id).ipPermissions(all));
        assertThat(groupById(id).ipPermissionsEgress()).isEmpty();
        assertThat(
                        ec2.revokeSecurityGroupEgress(r -> r.groupId(id).ipPermissions(all))
                                .unknownIpPermissions())
                .hasSize(1);

        ec2.authorizeSecurityGroupEgress(r ->
                r.groupId(id)
                        .ipPermissions(
                                IpPermission.builder()
                                        .ipProtocol("tcp")
                                        .fromPort(443)
                                        .toPort(443)
                                        .ipRanges(
                                                IpRange.builder().cidrIp("203.0.113.0/24").build())
                                        .build()));
        assertThat(groupById(id).ipPermissionsEgress().getFirst().fromPort()).isEqualTo(443);
        List<SecurityGroup> tagged =
                ec2.describeSecurityGroups(r ->
                                r.filters(
                                        Filter.builder().name("tag:flow:run").values("r*").build()))
                        .securityGroups();
        assertThat(tagged).extracting(SecurityGroup::groupId).containsExactly(id);
    }

    private SecurityGroup groupById(String id) {
        return ec2.describeSecurityGroups(r -> r.groupIds(id)).securityGroups().getFirst();
    }

    @Test
    void movesThroughTheStatesOfAnInstance() {
        String id = launch("{}");

        ec2.stopInstances(r -> r.instanceIds(id));
        assertThat(describe(id).state().name()).isEqualTo(InstanceStateName.STOPPING);
        refused(() -> ec2.startInstances(r -> r.instanceIds(id)), "IncorrectInstanceState", 400);
        sandbox.advance("PT1M");
        assertThat(describe(id).state().name()).isEqualTo(InstanceStateName.STOPPED);
        ec2.startInstances(r -> r.instanceIds(id));
        sandbox.advance("PT1M");
        assertThat(describe(id).state().name()).isEqualTo(InstanceStateName.RUNNING);
        ec2.terminateInstances(r -> r.instanceIds(id));
        sandbox.advance("PT1M");

        assertThat(describe(id).state().name()).isEqualTo(InstanceStateName.TERMINATED);
    }

    @Test
    @DisplayName("F017")
    void copiesASnapshotEncryptedInMinutesAndWithoutItsTags() {
        String id =
                sandbox.post("/snapshots", "{\"tags\":{\"env\":\"prod\"}}")
                        .get("snapshotId")
                        .asString();

        String copy =
                ec2.copySnapshot(r ->
                                r.sourceRegion("us-east-1")
                                        .sourceSnapshotId(id)
                                        .presignedUrl("https://unused.example/")
                                        .encrypted(true)
                                        .kmsKeyId("alias/flow"))
                        .snapshotId();

        var pending = ec2.describeSnapshots(r -> r.snapshotIds(copy)).snapshots().getFirst();
        assertThat(pending.stateAsString()).isEqualTo("pending");
        sandbox.advance("PT3M");
        var done = ec2.describeSnapshots(r -> r.snapshotIds(copy)).snapshots().getFirst();
        assertThat(done.stateAsString()).isEqualTo("completed");
        assertThat(done.progress()).isEqualTo("100%");
        assertThat(done.encrypted()).isTrue();
        assertThat(done.kmsKeyId()).endsWith("alias/flow");
        assertThat(done.tags()).isEmpty();
        ec2.deleteSnapshot(r -> r.snapshotId(id));
        refused(
                () -> ec2.describeSnapshots(r -> r.snapshotIds(id)),
                "InvalidSnapshot.NotFound",
                400);
    }

    @Test
    void endsACopyInErrorWhenItsSourceIsMadeSo() {
        String id =
                sandbox.post("/snapshots", "{\"copyOutcome\":\"error\",\"usedByImage\":true}")
                        .get("snapshotId")
                        .asString();
        String copy =
                ec2.copySnapshot(r ->
                                r.sourceRegion("us-east-1")
                                        .sourceSnapshotId(id)
                                        .presignedUrl("https://unused.example/")
                                        .encrypted(true))
                        .snapshotId();

        sandbox.advance("PT3M");

        var ended = ec2.describeSnapshots(r -> r.snapshotIds(copy)).snapshots().getFirst();
        assertThat(ended.stateAsString()).isEqualTo("error");
        assertThat(ended.stateMessage()).isNotBlank();
        refused(() -> ec2.deleteSnapshot(r -> r.snapshotId(id)), "InvalidSnapshot.InUse", 400);
    }

    @Test
    void neverSucceedsInADryRun() {
        String id = launch("{}");

        refused(
                () -> ec2.terminateInstances(r -> r.instanceIds(id).dryRun(true)),
                "DryRunOperation",
                412);

        assertThat(describe(id).state().name()).isEqualTo(InstanceStateName.RUNNING);
        assertThat(sandbox.get("/effects")).isEmpty();
    }

    @Test
    void keepsANewIdUnknownForAWhileWhenToldTo() {
        sandbox.control("PATCH", "/pace", "{\"visibilityDelay\":\"PT30S\"}");
        String id = launch("{}");

        refused(
                () -> ec2.describeInstances(r -> r.instanceIds(id)),
                "InvalidInstanceID.NotFound",
                400);
        sandbox.advance("PT30S");

        assertThat(describe(id).instanceId()).isEqualTo(id);
    }

    @Test
    void namesWhatIsWrongWithIdsAndFilters() {
        refused(
                () -> ec2.describeInstances(r -> r.instanceIds("i-xyz")),
                "InvalidInstanceID.Malformed",
                400);
        refused(
                () ->
                        ec2.describeInstances(r ->
                                r.filters(Filter.builder().name("colour").values("a").build())),
                "InvalidParameterValue",
                400);
    }

    @Test
    void pagesThroughManyInstances() {
        for (int i = 0; i < 12; i++) {
            launch("{}");
        }

        long found =
                ec2.describeInstancesPaginator(r -> r.maxResults(5)).reservations().stream()
                        .count();

        assertThat(found).isEqualTo(12);
    }

    @Test
    void keepsRegionsApart() {
        String id = launch("{\"region\":\"eu-west-1\"}");
        try (Ec2Client europe =
                ec2(
                        AwsBasicCredentials.create("AKIASANDBOX", "sandbox-secret"),
                        Region.EU_WEST_1)) {
            assertThat(europe.describeInstances(r -> r.instanceIds(id)).reservations()).hasSize(1);
        }
        refused(
                () -> ec2.describeInstances(r -> r.instanceIds(id)),
                "InvalidInstanceID.NotFound",
                400);
    }

    @Test
    void tagsResourcesOfEveryKindAndFindsThemAgain() {
        String id = launch("{}");
        String eni = describe(id).networkInterfaces().getFirst().networkInterfaceId();

        ec2.createTags(r -> r.resources(id, eni).tags(tag("flow:run", "r1")));
        ec2.deleteTags(r -> r.resources(id).tags(Tag.builder().key("flow:run").build()));

        assertThat(
                        ec2.describeTags(r ->
                                        r.filters(
                                                Filter.builder()
                                                        .name("key")
                                                        .values("flow:run")
                                                        .build()))
                                .tags())
                .singleElement()
                .satisfies(tag -> {
                    assertThat(tag.resourceId()).isEqualTo(eni);
                    assertThat(tag.resourceTypeAsString()).isEqualTo("network-interface");
                });
    }
}
