package io.sluice.sandbox.qualys.gateway;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Fields;
import io.sluice.sandbox.http.Json;
import io.sluice.sandbox.world.Asset;
import io.sluice.sandbox.world.AssetTag;
import io.sluice.sandbox.world.Subscription;
import io.sluice.sandbox.world.Vm;
import io.sluice.sandbox.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The asset inventory: search, count and get, with the risk score when there is one.
record Inventory(World world) {
    private static final int DEFAULT_PAGE = 100;
    private static final int MAX_PAGE = 300;

    Outcome search(Call call) {
        Fields query = call.queryFields();
        long after = number(query, "lastSeenAssetId", 0);
        int size = (int) Math.min(MAX_PAGE, number(query, "pageSize", DEFAULT_PAGE));
        List<Asset> found = matching(call).filter(a -> a.assetId() > after).toList();
        List<Asset> page = found.stream().limit(size).toList();
        if (page.isEmpty()) {
            return Outcome.of(Answer.empty(204));
        }
        Map<String, Object> body = envelope();
        body.put("count", page.size());
        body.put("hasMore", found.size() > page.size() ? 1 : 0);
        body.put("lastSeenAssetId", page.getLast().assetId());
        body.put("assetListData", Map.of("asset", page.stream().map(this::show).toList()));
        return Outcome.of(Answer.json(200, body));
    }

    Outcome count(Call call) {
        Map<String, Object> body = envelope();
        body.put("count", matching(call).count());
        return Outcome.of(Answer.json(200, body));
    }

    Outcome get(Call call) {
        long id = number(call.queryFields(), "assetId", 0);
        Asset asset =
                world.subscription()
                        .assets()
                        .find(Subscription.key(id))
                        .orElseThrow(() -> GatewayError.notFound("Asset " + id));
        Map<String, Object> body = envelope();
        body.put("count", 1);
        body.put("hasMore", 0);
        body.put("assetListData", Map.of("asset", List.of(show(asset))));
        return Outcome.about(Answer.json(200, body), Long.toString(id));
    }

    private static Map<String, Object> envelope() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("responseCode", "SUCCESS");
        body.put("responseMessage", "Valid API Access");
        return body;
    }

    private static long number(Fields query, String name, long fallback) {
        String text = query.orElse(name, Long.toString(fallback));
        if (!text.matches("[0-9]{1,12}")) {
            throw GatewayError.bad("Expected a number for %s, found %s".formatted(name, text));
        }
        return Long.parseLong(text);
    }

    private Stream<Asset> matching(Call call) {
        JsonNode request = Json.tree(call.body());
        boolean any = request.path("operation").asString("AND").equals("OR");
        Predicate<Asset> all = asset -> !any;
        boolean none = true;
        for (JsonNode filter : request.path("filters")) {
            Predicate<Asset> one = filter(filter);
            all = any ? all.or(one) : all.and(one);
            none = false;
        }
        Stream<Asset> assets = world.subscription().assets().all().stream();
        return none ? assets : assets.filter(all);
    }

    private Predicate<Asset> filter(JsonNode filter) {
        String field = filter.path("field").asString("");
        String operator = filter.path("operator").asString("EQUALS");
        String value = filter.path("value").asString("");
        if (!List.of("EQUALS", "NOT_EQUALS", "GREATER", "LESSER", "CONTAINS", "IN")
                .contains(operator)) {
            throw GatewayError.bad("Invalid operator: " + operator);
        }
        values(field, null);
        return asset -> values(field, asset).stream().anyMatch(v -> holds(v, operator, value));
    }

    /// The values of a field; without an asset it only checks that there is such a field.
    private List<String> values(String field, @Nullable Asset asset) {
        return switch (field) {
            case "asset.riskScore" ->
                    text(asset, a -> Optional.ofNullable(a.truRisk()).map(String::valueOf));
            case "asset.assetId", "asset.id" ->
                    text(asset, a -> Optional.of(Long.toString(a.assetId())));
            case "asset.name" -> text(asset, a -> Optional.of(a.name()));
            case "aws.ec2.instanceId", "asset.cloudProvider.aws.ec2.instanceId" ->
                    text(asset, a -> Optional.of(a.instanceId()));
            case "tags.name" -> asset == null ? List.of() : tagNames(asset);
            default -> throw GatewayError.bad("Invalid filter field: " + field);
        };
    }

    private static List<String> text(
            @Nullable Asset asset, Function<Asset, Optional<String>> value) {
        return asset == null ? List.of() : value.apply(asset).stream().toList();
    }

    private List<String> tagNames(Asset asset) {
        return tags(asset).map(AssetTag::name).toList();
    }

    private Stream<AssetTag> tags(Asset asset) {
        return asset.tagIds().stream()
                .flatMap(id -> world.subscription().tags().find(Subscription.key(id)).stream());
    }

    private static boolean holds(String actual, String operator, String wanted) {
        return switch (operator) {
            case "EQUALS" -> actual.equalsIgnoreCase(wanted);
            case "NOT_EQUALS" -> !actual.equalsIgnoreCase(wanted);
            case "CONTAINS" ->
                    actual.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
            case "IN" -> List.of(wanted.split(",")).contains(actual);
            case "GREATER" -> asNumber(actual) > asNumber(wanted);
            default -> asNumber(actual) < asNumber(wanted);
        };
    }

    private static long asNumber(String text) {
        if (!text.matches("-?[0-9]{1,15}")) {
            throw GatewayError.bad("Expected a number to compare, found " + text);
        }
        return Long.parseLong(text);
    }

    private Map<String, Object> show(Asset asset) {
        Vm vm = world.subscription().machine(asset);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("assetId", asset.assetId());
        row.put("hostId", asset.hostId());
        row.put("assetName", asset.name());
        row.put("assetUUID", asset.agentUuid());
        Integer score = asset.truRisk();
        if (score != null) {
            row.put("riskScore", score);
        }
        Map<String, Object> criticality = new LinkedHashMap<>();
        criticality.put(
                "score",
                tags(asset)
                        .map(AssetTag::criticalityScore)
                        .filter(Objects::nonNull)
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(2));
        criticality.put("isDefault", tags(asset).allMatch(t -> t.criticalityScore() == null));
        row.put("criticality", criticality);
        row.put(
                "tagList",
                Map.of(
                        "tag",
                        tags(asset)
                                .map(t -> Map.of("tagId", t.id(), "tagName", t.name()))
                                .toList()));
        Map<String, Object> ec2 = new LinkedHashMap<>();
        ec2.put("instanceId", vm.instanceId());
        ec2.put("region", Map.of("code", vm.place().region()));
        ec2.put("instanceType", vm.hardware().instanceType());
        ec2.put("instanceState", vm.state().name());
        row.put("cloudProvider", Map.of("aws", Map.of("ec2", ec2)));
        return row;
    }
}
