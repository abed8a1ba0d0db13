package io.sluice.nodes.aws;

import io.sluice.engine.node.Connection;
import io.sluice.nodes.qualys.SandboxWorld;
import io.sluice.nodes.support.TestContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// The sandbox's cloud with the real SDK in front of it.
final class AwsWorld implements AutoCloseable {
    private final SandboxWorld world;
    private final Ec2Connector connector;

    private AwsWorld(SandboxWorld world) {
        this.world = world;
        this.connector = new Ec2Connector(world.environment());
    }

    static AwsWorld start(Path folder) throws IOException {
        return new AwsWorld(SandboxWorld.start(folder));
    }

    Ec2Connector connector() {
        return connector;
    }

    SandboxWorld sandbox() {
        return world;
    }

    String endpoint() {
        return "http://" + world.environment().allowedPrivateHosts().iterator().next() + "/aws";
    }

    TestContext context() {
        return context(Map.of());
    }

    /// @param more settings of the connection beside or instead of the usual ones
    TestContext context(Map<String, String> more) {
        var settings = new HashMap<String, String>();
        settings.put("region", "us-east-1");
        settings.put("endpoint", endpoint());
        settings.put("accessKeyId", "AKIASANDBOX");
        settings.putAll(more);
        return new TestContext()
                .with(
                        new Connection(
                                "aws",
                                "aws",
                                settings,
                                Map.of("secretAccessKey", "sandbox-secret")));
    }

    String launch(int interfaces) {
        return world.launch("{\"interfaces\":%d}".formatted(interfaces));
    }

    JsonNode vm(String id) {
        return world.list("vms").stream()
                .filter(vm -> vm.path("instanceId").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /// Groups by interface, as the world sees them.
    Map<String, List<String>> groups(String id) {
        var groups = new TreeMap<String, List<String>>();
        for (var each : vm(id).path("interfaces")) {
            groups.put(each.path("id").asString(), texts(each.path("groups")));
        }
        return groups;
    }

    Map<String, String> tags(JsonNode node) {
        var tags = new TreeMap<String, String>();
        node.path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asString()));
        return tags;
    }

    JsonNode snapshot(String id) {
        return world.list("snapshots").stream()
                .filter(each -> each.path("snapshotId").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    JsonNode group(String name) {
        return world.list("securityGroups").stream()
                .filter(each -> each.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// Writes that changed something.
    List<JsonNode> applied(String operation) {
        return world.calls(operation).stream()
                .filter(call -> call.path("applied").asBoolean())
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asString).toList();
    }

    @Override
    public void close() {
        world.close();
    }
}
