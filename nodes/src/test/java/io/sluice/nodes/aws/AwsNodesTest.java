package io.sluice.nodes.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeProvider;
import io.sluice.engine.node.TriggerType;
import io.sluice.nodes.qualys.NodeTypeDocs;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AwsNodesTest {
    private static final NodeEnvironment ENVIRONMENT =
            new NodeEnvironment(InstantSource.system(), Set.of());

    @Test
    void isFound() {
        assertThat(ServiceLoader.load(NodeProvider.class)).anyMatch(AwsNodes.class::isInstance);
    }

    @Test
    void everyNodeTypeIsDocumented() {
        var types = new AwsNodes().nodeTypes(ENVIRONMENT);

        assertThat(types).hasSize(14).allSatisfy(NodeTypeDocs::complete);
        assertThat(types)
                .allSatisfy(type ->
                        assertThat(type.descriptor().permissions())
                                .allMatch(each ->
                                        each.matches("(ec2|kms):[A-Za-z]+( \\[sluice:\\*])?")));
    }

    @Test
    void quarantineIsFoundByOtherWords() {
        assertThat(new AwsNodes().nodeTypes(ENVIRONMENT))
                .filteredOn(type -> type.descriptor().id().equals("aws.ec2.quarantine"))
                .singleElement()
                .satisfies(type ->
                        assertThat(type.descriptor().searchWords()).contains("isolate", "contain"));
    }

    @Test
    void offersTriggersAndAConnection() {
        assertThat(new AwsNodes().triggerTypes())
                .extracting(TriggerType::source)
                .containsOnly(TriggerType.Source.EVENTBRIDGE);
        assertThat(new AwsNodes().connectionTypes().getFirst().fields())
                .filteredOn(field -> field.secret())
                .extracting(field -> field.key())
                .containsExactly("secretAccessKey", "sessionToken");
    }

    @Test
    void longListsOfGroupsFitIntoTags() {
        var groups = IntStream.range(0, 16).mapToObj("sg-%017x"::formatted).sorted().toList();
        var originals = new OriginalGroups(Map.of("eni-1", groups, "eni-2", List.of("sg-1")));

        assertThat(originals.tags())
                .allSatisfy((key, value) -> assertThat(value).hasSizeLessThanOrEqualTo(256));
        assertThat(OriginalGroups.read(originals.tags())).isEqualTo(originals);
        assertThat(AwsErrors.kebab("InvalidInstanceID.NotFound"))
                .isEqualTo("invalid-instance-id.not-found");
    }
}
