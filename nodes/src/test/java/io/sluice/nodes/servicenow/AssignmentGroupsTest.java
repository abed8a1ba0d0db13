package io.sluice.nodes.servicenow;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.OptionSource.Found;
import io.sluice.engine.node.OptionSource.Option;
import io.sluice.engine.node.OptionSource.Question;
import io.sluice.nodes.qualys.SandboxWorld;
import io.sluice.nodes.support.VendorHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssignmentGroupsTest {
    private SandboxWorld world;
    private AssignmentGroups groups;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        world = SandboxWorld.start(folder);
        groups =
                new AssignmentGroups(
                        new ServiceNow(new VendorHttp("servicenow", world.environment())));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private Found find(String query, int most) throws NodeFailure {
        var context = world.context().with(world.serviceNow(Map.of()));
        return groups.find(
                new Question(world.serviceNow(Map.of()).name(), query, Map.of(), most), context);
    }

    @Test
    void listsGroupsInOrder() throws NodeFailure {
        assertThat(find("", 1000).options())
                .extracting(Option::label)
                .containsExactly("Change Advisory Board", "Cloud Platform", "Security Operations");
        assertThat(find("", 1000).options())
                .allSatisfy(one -> assertThat(one.value()).matches("[0-9a-f]{32}"));
    }

    @Test
    void searchesByName() throws NodeFailure {
        assertThat(find("SECUR", 1000).options())
                .extracting(Option::label)
                .containsExactly("Security Operations");
        assertThat(find("a^ORname!=b", 1000).options()).isEmpty();
        assertThat(find("", 2).complete()).isFalse();
    }
}
