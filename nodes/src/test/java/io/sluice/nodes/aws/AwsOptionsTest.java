package io.sluice.nodes.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.OptionSource;
import io.sluice.engine.node.OptionSource.Found;
import io.sluice.engine.node.OptionSource.Option;
import io.sluice.engine.node.OptionSource.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsOptionsTest {
    private AwsWorld world;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        world = AwsWorld.start(folder);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private OptionSource source(String id) {
        return AwsOptions.all(world.connector()).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Found find(String id, String query, int most) throws NodeFailure {
        return source(id)
                .find(new Question("aws", query, Map.of("region", ""), most), world.context());
    }

    @Test
    void listsRegions() throws NodeFailure {
        var found = find(AwsOptions.REGIONS, "", 1000);

        assertThat(found.complete()).isTrue();
        assertThat(found.options())
                .extracting(Option::value)
                .contains("eu-central-1", "us-east-1")
                .doesNotContain("af-south-1")
                .isSorted();
    }

    @Test
    void listsInstancesByNameAndId() throws NodeFailure {
        var id = world.sandbox().launch("{\"name\":\"web-1\",\"tags\":{\"Name\":\"web-1\"}}");
        var other = world.sandbox().launch("{\"tags\":{\"Name\":\"db-1\"}}");

        assertThat(find(AwsOptions.INSTANCES, "", 1000).options())
                .extracting(Option::value)
                .contains(id, other);
        assertThat(find(AwsOptions.INSTANCES, "web", 1000).options())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.value()).isEqualTo(id);
                    assertThat(one.label()).startsWith("web-1 (");
                });
        assertThat(find(AwsOptions.INSTANCES, other.substring(0, 12), 1000).options())
                .extracting(Option::value)
                .contains(other);
    }

    @Test
    void saysWhenThereAreMore() throws NodeFailure {
        for (int i = 0; i < 7; i++) {
            world.launch(1);
        }

        var found = find(AwsOptions.INSTANCES, "", 5);

        assertThat(found.options()).hasSize(5);
        assertThat(found.complete()).isFalse();
    }

    @Test
    void listsGroupsOfARegion() throws NodeFailure {
        world.launch(1);

        assertThat(find(AwsOptions.GROUPS, "", 1000).options())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.value()).startsWith("sg-"));
        assertThat(find(AwsOptions.GROUPS, "no such group", 1000).options()).isEmpty();
    }

    @Test
    void listsSnapshots() throws NodeFailure {
        assertThat(find(AwsOptions.SNAPSHOTS, "snap-", 1000).complete()).isTrue();
    }

    @Test
    void saysWhatAwsRefuses() {
        var region = new Question("aws", "", Map.of("region", "../x"), 10);

        assertThatThrownBy(() -> source(AwsOptions.GROUPS).find(region, world.context()))
                .isInstanceOf(NodeFailure.class)
                .hasMessageContaining("Expected a region");
        world.sandbox()
                .fault(
                        "{\"service\":\"aws\",\"operation\":\"DescribeRegions\",\"kind\":\"unauthorized\",\"times\":1,\"writesOnly\":false}");
        assertThatThrownBy(() -> find(AwsOptions.REGIONS, "", 10))
                .isInstanceOf(NodeFailure.class)
                .hasMessageContaining("DescribeRegions");
    }
}
