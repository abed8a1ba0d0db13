package io.sluice.sandbox.qualys.qps;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.world.Cloud;
import io.sluice.sandbox.world.Connector;
import io.sluice.sandbox.world.Connector.State;
import io.sluice.sandbox.world.Subscription;
import io.sluice.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// AWS connectors: create, search, get and the asynchronous run.
final class Connectors {
    private static final String NAME = "AwsAssetDataConnector";

    private final World world;
    private final QpsObject<Connector> object;

    Connectors(World world) {
        this.world = world;
        this.object =
                new QpsObject<>(
                                NAME,
                                () -> world.subscription().connectors().all(),
                                Connector::id,
                                Connectors::show)
                        .text("name", c -> List.of(c.name()))
                        .text("connectorState", c -> List.of(c.state().name()))
                        .text("awsAccountId", c -> List.of(Cloud.ACCOUNT));
    }

    QpsObject<Connector> object() {
        return object;
    }

    private static Map<String, Object> show(Connector connector) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", connector.id());
        row.put("name", connector.name());
        row.put("description", connector.description());
        Instant lastSync = connector.lastSync();
        if (lastSync != null) {
            row.put("lastSync", lastSync.toString());
            row.put(
                    "nextSync",
                    lastSync.plus(Duration.ofMinutes(connector.runFrequencyMinutes())).toString());
        }
        row.put("connectorState", connector.state().name());
        row.put("type", "AWS");
        row.put("disabled", connector.disabled());
        row.put("awsAccountId", Cloud.ACCOUNT);
        row.put("arn", connector.arn());
        row.put("externalId", connector.externalId());
        row.put("allRegions", connector.allRegions());
        row.put("runFrequency", connector.runFrequencyMinutes());
        row.put("cloudviewUuid", connector.uuid());
        row.put(
                "endpoints",
                new QpsList(
                        "AwsEndpointSimple",
                        connector.regions().stream()
                                .map(r -> Map.<String, Object>of("regionCode", r))
                                .toList()));
        return row;
    }

    Outcome create(QpsInput input, QpsAnswers answers) {
        JsonNode wish = input.object(NAME);
        String name = need(wish, "name");
        String arn = need(wish, "arn");
        if (!arn.matches("arn:aws[a-z-]*:iam::[0-9]{12}:role/.+")) {
            throw QpsError.invalid(
                    "%s: Invalid arn '%s'.".formatted(NAME, arn),
                    "Specify the ARN of a role: arn:aws:iam::<account>:role/<name>.");
        }
        List<String> regions =
                QpsInput.many(wish.path("endpoints").path("add").path("AwsEndpointSimple")).stream()
                        .map(e -> QpsInput.text(e, "regionCode").orElse(""))
                        .toList();
        boolean allRegions = QpsInput.text(wish, "allRegions").map(Boolean::valueOf).orElse(true);
        if (!allRegions && regions.isEmpty()) {
            throw QpsError.invalid(
                    NAME + ": endpoints are required when allRegions is false.",
                    "Specify endpoints.add.AwsEndpointSimple.regionCode.");
        }
        long id = world.ids().next("connector", 300);
        Connector connector =
                new Connector(
                        id,
                        world.ids().uuid(),
                        name,
                        QpsInput.text(wish, "description").orElse(""),
                        arn,
                        QpsInput.text(wish, "externalId").orElse(""),
                        allRegions,
                        regions,
                        List.of("VM"),
                        QpsInput.text(wish, "disabled").map(Boolean::valueOf).orElse(false),
                        frequency(wish),
                        State.PENDING,
                        null,
                        world.now(),
                        world.now());
        world.subscription().connectors().put(Subscription.key(id), connector);
        return Outcome.applied(answers.one(NAME, show(connector)), Long.toString(id), name);
    }

    private static String need(JsonNode wish, String field) {
        return QpsInput.text(wish, field)
                .filter(value -> !value.isBlank())
                .orElseThrow(() ->
                        QpsError.invalid(
                                "%s: %s is required.".formatted(NAME, field),
                                "Specify " + field + "."));
    }

    private static int frequency(JsonNode wish) {
        String minutes = QpsInput.text(wish, "runFrequency").orElse("240");
        if (!minutes.matches("[0-9]{1,6}")) {
            throw QpsError.invalid(
                    "%s: Invalid runFrequency '%s'.".formatted(NAME, minutes),
                    "Specify it in minutes.");
        }
        return Integer.parseInt(minutes);
    }

    Outcome run(String id, QpsAnswers answers) {
        Connector connector = object.load(id);
        if (connector.disabled()) {
            throw QpsError.invalid("The connector is disabled.", "Enable it before you run it.");
        }
        boolean starts = connector.state() != State.RUNNING;
        if (starts) {
            world.subscription().assetLife().run(connector);
        }
        return Outcome.write(
                answers.ids(NAME, List.of(connector.id())), starts, id, connector.name());
    }
}
