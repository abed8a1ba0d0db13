package io.sluice.nodes.qualys;

import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.engine.node.OptionSource;
import io.sluice.nodes.qualys.client.Directory;
import io.sluice.nodes.qualys.client.Qualys;
import java.util.List;
import java.util.Set;

/// What can be chosen in a Qualys subscription: tags, and by cloud the connectors; both by name.
final class QualysOptions {
    static final String TAGS = "qualys.tags";
    static final String CONNECTORS = "qualys.connectors";

    private static final String CLOUD = "cloud";

    private QualysOptions() {}

    static List<OptionSource> all(Qualys qualys) {
        return List.of(
                new Source(
                        TAGS,
                        List.of(),
                        List.of("Qualys Tagging: Read tags in the user's scope"),
                        qualys,
                        (directory, asked) -> directory.tags(asked.query(), asked.most())),
                new Source(
                        CONNECTORS,
                        List.of(CLOUD),
                        List.of("Qualys Connectors: Read connectors in the user's scope"),
                        qualys,
                        (directory, asked) ->
                                directory.connectors(cloud(asked), asked.query(), asked.most())));
    }

    private interface Reading {
        Directory.Listing read(Directory directory, OptionSource.Question question)
                throws NodeFailure;
    }

    private record Source(
            String id, List<String> needs, List<String> permissions, Qualys qualys, Reading reading)
            implements OptionSource {
        @Override
        public String connectionType() {
            return Qualys.CONNECTION_TYPE;
        }

        @Override
        public Found find(Question question, NodeContext context) throws NodeFailure {
            var directory = qualys.open(question.connection(), context).directory();
            var listing = reading.read(directory, question);
            var options =
                    listing.entries().stream()
                            .map(each -> new Option(each.name(), each.name(), each.about()))
                            .toList();
            return new Found(options, !listing.more());
        }
    }

    private static String cloud(OptionSource.Question question) throws NodeFailure {
        var cloud = question.arguments().getOrDefault(CLOUD, "");
        if (cloud.isBlank()) {
            return "aws";
        }
        if (!Set.of("aws", "azure", "gcp").contains(cloud)) {
            throw NodeFailure.permanent(
                    "qualys.bad-config",
                    Fault.USER,
                    "Expected the cloud to be aws, azure or gcp, found '" + cloud + "'.");
        }
        return cloud;
    }
}
