package io.sluice.nodes.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.PermissionDocument;
import io.sluice.nodes.support.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// ASVS V13.2.2: accounts of other systems get the least they need.
class IamPolicyTest {
    private static final NodeEnvironment ENVIRONMENT =
            new NodeEnvironment(InstantSource.system(), Set.of());
    private static final Map<String, String> ACCOUNT =
            Map.of("region", "us-east-1", "accountId", "1111-2222-3333");

    private static Map<String, List<String>> needed(String... types) {
        var needed = new HashMap<String, List<String>>();
        new AwsNodes()
                .nodeTypes(ENVIRONMENT)
                .forEach(type -> {
                    if (List.of(types).contains(type.descriptor().id()) || types.length == 0) {
                        needed.put(type.descriptor().id(), type.descriptor().permissions());
                    }
                });
        return needed;
    }

    private static List<PermissionDocument> documents(
            Map<String, String> settings, String... types) {
        return new AwsNodes().permissionDocuments("aws", settings, needed(types));
    }

    private static JsonNode policy(Map<String, String> settings, String... types) {
        return Json.parse(documents(settings, types).getFirst().text()).orElseThrow();
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(one -> texts.add(one.asString()));
        return texts;
    }

    private static JsonNode statement(JsonNode policy, String action) {
        for (var statement : policy.get("Statement")) {
            if (texts(statement.get("Action")).contains(action)) {
                return statement;
            }
        }
        throw new AssertionError("Expected " + action + " in " + policy);
    }

    @Test
    @DisplayName("Only what is used is allowed, on the kind of resource it is about")
    void allowsWhatIsUsed() {
        var policy = policy(ACCOUNT, "aws.ec2.stop");

        assertThat(policy.get("Version").asString()).isEqualTo("2012-10-17");
        assertThat(policy.get("Statement")).hasSize(2);
        assertThat(texts(statement(policy, "ec2:DescribeInstances").get("Resource")))
                .containsExactly("*");
        assertThat(texts(statement(policy, "ec2:StopInstances").get("Resource")))
                .containsExactly("arn:aws:ec2:*:111122223333:instance/*");
    }

    @Test
    @DisplayName("A workflow that tags only by our own keys may set no others")
    void limitsTags() {
        var lane = statement(policy(ACCOUNT, "aws.ec2.quarantine"), "ec2:CreateTags");
        var both = policy(ACCOUNT, "aws.ec2.quarantine", "aws.ec2.tag-resource");

        assertThat(lane.get("Condition").toString())
                .isEqualTo("{\"ForAllValues:StringLike\":{\"aws:TagKeys\":[\"sluice:*\"]}}");
        assertThat(statement(both, "ec2:CreateTags").has("Condition")).isFalse();
    }

    @Test
    @DisplayName("Keys are used by way of EC2 alone, and snapshots have no account in their names")
    void limitsKeys() {
        var policy = policy(ACCOUNT, "aws.ec2.encrypt-snapshot");

        assertThat(statement(policy, "kms:CreateGrant").get("Condition").toString())
                .contains("\"kms:GrantIsForAWSResource\":\"true\"", "ec2.*.amazonaws.com");
        assertThat(texts(statement(policy, "kms:DescribeKey").get("Resource")))
                .containsExactly("arn:aws:kms:*:111122223333:key/*");
        assertThat(texts(statement(policy, "ec2:CopySnapshot").get("Resource")))
                .containsExactly("arn:aws:ec2:*::snapshot/*");
    }

    @Test
    @DisplayName("Of the node for every operation only what the connection allows")
    void allowsNoOperationThatTheConnectionDoesNot() {
        var settings = new HashMap<>(ACCOUNT);

        assertThat(documents(settings, "aws.api-call")).isEmpty();
        settings.put("allowedOperations", "RebootInstances, CreateSnapshot");
        assertThat(policy(settings, "aws.api-call").toString())
                .contains("ec2:RebootInstances", "ec2:CreateSnapshot")
                .doesNotContain("DetachVolume");
    }

    @Test
    @DisplayName("A role gets its trust policy, with the external id, in its own partition")
    void trustsByExternalId() {
        var settings =
                Map.of(
                        "roleArn", "arn:aws-us-gov:iam::444455556666:role/sluice",
                        "externalId", "sluice-7f3a");
        var documents = documents(settings, "aws.ec2.stop");

        assertThat(documents).hasSize(2);
        assertThat(documents.getFirst().text())
                .contains("arn:aws-us-gov:ec2:*:444455556666:instance/*");
        assertThat(documents.getLast().text())
                .contains("sts:AssumeRole", "\"sts:ExternalId\" : \"sluice-7f3a\"");
    }

    @Test
    @DisplayName("No node needs everything; what changes is never allowed on everything")
    void neverAllowsChangesOfEverything() {
        var settings = new HashMap<>(ACCOUNT);
        settings.put("allowedOperations", String.join(",", Operation.names(true)));
        for (var statement : policy(settings).get("Statement")) {
            for (var action : texts(statement.get("Action"))) {
                assertThat(action).doesNotContain("*");
                if (!action.startsWith("ec2:Describe")) {
                    assertThat(texts(statement.get("Resource"))).as(action).doesNotContain("*");
                }
            }
        }
    }
}
