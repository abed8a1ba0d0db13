package io.sluice.sandbox.qualys.fo;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.http.Xml;
import io.sluice.sandbox.world.Asset;
import io.sluice.sandbox.world.AssetTag;
import io.sluice.sandbox.world.Subscription;
import io.sluice.sandbox.world.Vm;
import io.sluice.sandbox.world.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The host list with its TruRisk fields.
record Hosts(World world) {
    private static final String ENDPOINT = "asset/host";
    private static final int DEFAULT_TRUNCATION = 1000;

    void register(Map<String, FoAction> actions) {
        actions.put(ENDPOINT + "?list", FoAction.read(this::list));
    }

    private Outcome list(FoRequest request) {
        String details = request.choice("details", "Basic", "Basic", "All", "None", "Basic/AGs");
        HostFilter filter = new HostFilter(world, request);
        Predicate<Asset> wanted = filter.predicate().and(risk(request));
        List<Asset> found = world.subscription().assets().all().stream().filter(wanted).toList();
        int limit = request.number("truncation_limit").orElse((long) DEFAULT_TRUNCATION).intValue();
        boolean truncated = limit > 0 && found.size() > limit;
        List<Asset> page = truncated ? found.subList(0, limit) : found;
        return Outcome.of(
                new FoAnswers(world.now())
                        .list(
                                "HOST_LIST_OUTPUT",
                                "api/2.0/fo/asset/host/host_list_output.dtd",
                                xml -> {
                                    if (!page.isEmpty() && details.equals("None")) {
                                        xml.each(
                                                "ID_SET", "ID", page, (x, a) -> x.text(a.hostId()));
                                    } else if (!page.isEmpty()) {
                                        xml.each(
                                                "HOST_LIST",
                                                "HOST",
                                                page,
                                                (x, a) -> show(x, a, request));
                                    }
                                    if (truncated) {
                                        warn(xml, request, limit, found.get(limit).hostId());
                                    }
                                }));
    }

    private static Predicate<Asset> risk(FoRequest request) {
        long min = either(request, "trurisk_min", "ars_min", 0);
        long max = either(request, "trurisk_max", "ars_max", 1000);
        boolean asked =
                List.of("trurisk_min", "ars_min", "trurisk_max", "ars_max").stream()
                        .anyMatch(name -> request.find(name).isPresent());
        return asset -> {
            Integer score = asset.truRisk();
            return !asked || (score != null && score >= min && score <= max);
        };
    }

    private static long either(FoRequest request, String name, String old, long fallback) {
        return request.number(name).or(() -> request.number(old)).orElse(fallback);
    }

    private void show(Xml xml, Asset asset, FoRequest request) {
        Vm vm = world.subscription().machine(asset);
        xml.leaf("ID", asset.hostId());
        if (request.flag("show_asset_id")) {
            xml.leaf("ASSET_ID", asset.assetId());
        }
        xml.leaf("IP", world.cloud().interfaces().load(vm.primaryInterfaceId()).privateIp());
        Integer score = asset.truRisk();
        boolean risk = request.flag("show_trurisk") || request.flag("show_ars");
        if (risk && score != null) {
            xml.leaf("ASSET_RISK_SCORE", score).leaf("TRURISK_SCORE", score);
            if (request.flag("show_trurisk_factors") || request.flag("show_ars_factors")) {
                factors(xml, vm);
            }
            xml.leaf("ASSET_CRITICALITY_SCORE", criticality(asset));
        }
        xml.leaf("TRACKING_METHOD", "EC2")
                .leaf("DNS", vm.name())
                .leaf("EC2_INSTANCE_ID", vm.instanceId())
                .leaf("CLOUD_PROVIDER", "AWS")
                .leaf("CLOUD_SERVICE", "EC2")
                .leaf("CLOUD_RESOURCE_ID", vm.instanceId());
        if (request.flag("show_tags")) {
            tags(xml, asset);
        }
        Instant scanned = asset.lastVulnScan();
        xml.leaf("LAST_VULN_SCAN_DATETIME", scanned == null ? null : FoAnswers.time(scanned));
    }

    private void tags(Xml xml, Asset asset) {
        xml.each(
                "TAGS",
                "TAG",
                asset.tagIds().stream().flatMap(id -> tag(id).stream()).toList(),
                (x, tag) -> x.leaf("TAG_ID", tag.id()).leaf("NAME", tag.name()));
    }

    private Optional<AssetTag> tag(long id) {
        return world.subscription().tags().find(Subscription.key(id));
    }

    /// The highest of the tags' scores; 2 when no tag has one.
    private int criticality(Asset asset) {
        return asset.tagIds().stream()
                .flatMap(id -> tag(id).stream())
                .map(AssetTag::criticalityScore)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .max()
                .orElse(2);
    }

    private static void factors(Xml xml, Vm vm) {
        xml.in(
                "TRURISK_SCORE_FACTORS",
                f -> {
                    f.leaf("TRURISK_SCORE_FORMULA", "");
                    for (int severity = 1; severity <= 5; severity++) {
                        int wanted = severity;
                        long count =
                                Findings.of(vm).stream()
                                        .filter(finding -> finding.severity() == wanted)
                                        .count();
                        if (count > 0) {
                            f.in(
                                    "VULN_COUNT qds_severity=\"%d\"".formatted(severity),
                                    x -> x.text(count));
                        }
                    }
                });
    }

    private static void warn(Xml xml, FoRequest request, int limit, long nextId) {
        Map<String, String> again = new TreeMap<>(request.fields().asMap());
        again.put("id_min", Long.toString(nextId));
        StringBuilder url =
                new StringBuilder("http://%s/qualys%s?".formatted(request.host(), request.path()));
        again.forEach((name, value) ->
                url.append(url.charAt(url.length() - 1) == '?' ? "" : "&")
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        xml.in(
                "WARNING",
                w ->
                        w.leaf("CODE", 1980)
                                .leaf(
                                        "TEXT",
                                        "%d record limit exceeded. Use URL to get next batch of results."
                                                .formatted(limit))
                                .cdata("URL", url.toString()));
    }
}
