package io.sluice.sandbox.qualys.fo;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.http.Xml;
import io.sluice.sandbox.world.Asset;
import io.sluice.sandbox.world.Vm;
import io.sluice.sandbox.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The host detection list. Hosts without detections are left out.
record Detections(World world) {
    private static final String ENDPOINT = "asset/host/vm/detection";

    void register(Map<String, FoAction> actions) {
        actions.put(ENDPOINT + "?list", FoAction.read(this::list));
    }

    private Outcome list(FoRequest request) {
        HostFilter filter = new HostFilter(world, request);
        List<Asset> found =
                world.subscription().assets().all().stream()
                        .filter(filter.predicate())
                        .filter(asset -> asset.lastVulnScan() != null)
                        .filter(asset -> !findings(asset, request).isEmpty())
                        .toList();
        return Outcome.of(
                new FoAnswers(world.now())
                        .list(
                                "HOST_LIST_VM_DETECTION_OUTPUT",
                                "api/2.0/fo/asset/host/vm/detection/host_list_vm_detection_output.dtd",
                                xml -> {
                                    if (!found.isEmpty()) {
                                        xml.each(
                                                "HOST_LIST",
                                                "HOST",
                                                found,
                                                (x, a) -> host(x, a, request));
                                    }
                                }));
    }

    private List<Findings.Finding> findings(Asset asset, FoRequest request) {
        List<String> qids = request.list("qids");
        List<String> severities = request.list("severities");
        long min = request.number("qds_min").orElse(0L);
        return Findings.of(world.subscription().machine(asset)).stream()
                .filter(f -> qids.isEmpty() || qids.contains(Long.toString(f.qid())))
                .filter(f -> severities.isEmpty() || severities.contains(f.severity() + ""))
                .filter(f -> f.qds() >= min)
                .toList();
    }

    private void host(Xml xml, Asset asset, FoRequest request) {
        Vm vm = world.subscription().machine(asset);
        Instant scanned = asset.lastVulnScan() == null ? asset.created() : asset.lastVulnScan();
        xml.leaf("ID", asset.hostId())
                .leaf("ASSET_ID", asset.assetId())
                .leaf("IP", world.cloud().interfaces().load(vm.primaryInterfaceId()).privateIp())
                .leaf("TRACKING_METHOD", "EC2")
                .leaf("LAST_SCAN_DATETIME", FoAnswers.time(scanned));
        boolean qds = request.flag("show_qds");
        xml.each(
                "DETECTION_LIST",
                "DETECTION",
                findings(asset, request),
                (x, f) -> {
                    x.leaf("QID", f.qid())
                            .leaf("TYPE", "Confirmed")
                            .leaf("SEVERITY", f.severity())
                            .leaf("STATUS", "Active")
                            .leaf("FIRST_FOUND_DATETIME", FoAnswers.time(scanned))
                            .leaf("LAST_FOUND_DATETIME", FoAnswers.time(scanned));
                    if (qds) {
                        x.in("QDS severity=\"%s\"".formatted(band(f.qds())), q -> q.text(f.qds()));
                    }
                });
    }

    private static String band(int qds) {
        if (qds >= 90) {
            return "CRITICAL";
        }
        if (qds >= 70) {
            return "HIGH";
        }
        return qds >= 40 ? "MEDIUM" : "LOW";
    }
}
