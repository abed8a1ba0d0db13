package io.sluice.nodes.qualys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.OptionSource.Found;
import io.sluice.engine.node.OptionSource.Option;
import io.sluice.engine.node.OptionSource.Question;
import io.sluice.nodes.qualys.client.Qualys;
import io.sluice.nodes.support.TestContext;
import io.sluice.nodes.support.VendorHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualysOptionsTest {
    private SandboxWorld world;
    private Qualys qualys;
    private TestContext context;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        world = SandboxWorld.start(folder);
        qualys = new Qualys(new VendorHttp("qualys", world.environment()));
        context = world.context();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private Found find(String id, String query, Map<String, String> arguments, int most)
            throws NodeFailure {
        return QualysOptions.all(qualys).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow()
                .find(new Question("q", query, arguments, most), context);
    }

    @Test
    void listsTagsByName() throws NodeFailure {
        var assets = qualys.open("q", context).assets();
        assets.createTag("external");
        assets.createTag("internal");
        assets.createTag("prod");

        assertThat(find(QualysOptions.TAGS, "", Map.of(), 1000).options())
                .extracting(Option::value)
                .contains("external", "internal", "prod");
        assertThat(find(QualysOptions.TAGS, "TERNAL", Map.of(), 1000).options())
                .extracting(Option::value)
                .containsExactly("external", "internal");
        var cut = find(QualysOptions.TAGS, "", Map.of(), 2);
        assertThat(cut.options()).hasSize(2);
        assertThat(cut.complete()).isFalse();
    }

    @Test
    void listsConnectorsOfACloud() throws NodeFailure {
        var found = find(QualysOptions.CONNECTORS, "", Map.of("cloud", "aws"), 1000);

        assertThat(found.complete()).isTrue();
        assertThat(found.options())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.label()).isNotBlank());
    }

    @Test
    void refusesACloudThatIsNone() {
        assertThatThrownBy(() -> find(QualysOptions.CONNECTORS, "", Map.of("cloud", "../tag"), 10))
                .isInstanceOf(NodeFailure.class)
                .hasMessageContaining("aws, azure or gcp");
    }
}
