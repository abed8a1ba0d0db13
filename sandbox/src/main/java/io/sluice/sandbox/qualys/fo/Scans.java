package io.sluice.sandbox.qualys.fo;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Xml;
import io.sluice.sandbox.world.Asset;
import io.sluice.sandbox.world.Scan;
import io.sluice.sandbox.world.Vm;
import io.sluice.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Scans: `list`, `launch`, `fetch`, `cancel`, `pause`, `resume` and `delete`.
record Scans(World world) {
    private static final String ENDPOINT = "scan";

    void register(Map<String, FoAction> actions) {
        actions.put(ENDPOINT + "?list", FoAction.read(this::list));
        actions.put(ENDPOINT + "?fetch", FoAction.read(this::fetch));
        actions.put(ENDPOINT + "?launch", FoAction.write(this::launch));
        actions.put(
                ENDPOINT + "?cancel",
                FoAction.write(r -> change(r, "cancel", world.subscription().scanLife()::cancel)));
        actions.put(
                ENDPOINT + "?pause",
                FoAction.write(r -> change(r, "pause", world.subscription().scanLife()::pause)));
        actions.put(
                ENDPOINT + "?resume",
                FoAction.write(r -> change(r, "resume", world.subscription().scanLife()::resume)));
        actions.put(ENDPOINT + "?delete", FoAction.write(r -> change(r, "delete", this::delete)));
    }

    private Outcome list(FoRequest request) {
        Predicate<Scan> wanted = filter(request);
        List<Scan> found = world.subscription().scans().all().stream().filter(wanted).toList();
        boolean last = request.flag("show_last");
        List<Scan> shown = last && !found.isEmpty() ? List.of(found.getLast()) : found.reversed();
        return Outcome.of(
                new FoAnswers(world.now())
                        .list(
                                "SCAN_LIST_OUTPUT",
                                "api/2.0/fo/scan/scan_list_output.dtd",
                                xml -> {
                                    if (!shown.isEmpty()) {
                                        xml.each("SCAN_LIST", "SCAN", shown, this::show);
                                    }
                                }));
    }

    private static Predicate<Scan> filter(FoRequest request) {
        Set<String> states =
                request.list("state").stream()
                        .map(state -> state.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
        String ref = request.find("scan_ref").orElse("");
        String processed = request.choice("processed", "", "", "0", "1");
        String type = request.choice("type", "", "", "On-Demand", "Scheduled", "API");
        Instant after = request.date("launched_after_datetime").orElse(Instant.MIN);
        Instant before = request.date("launched_before_datetime").orElse(Instant.MAX);
        return scan ->
                (ref.isEmpty() || scan.ref().equals(ref))
                        && (states.isEmpty()
                                || states.contains(
                                        scan.state().wireName().toLowerCase(Locale.ROOT)))
                        && (processed.isEmpty() || scan.processed() == processed.equals("1"))
                        && (type.isEmpty() || scan.type().equals(type))
                        && !scan.launched().isBefore(after)
                        && !scan.launched().isAfter(before);
    }

    private void show(Xml xml, Scan scan) {
        xml.leaf("REF", scan.ref())
                .leaf("TYPE", scan.type())
                .cdata("TITLE", scan.title())
                .leaf("USER_LOGIN", "sandbox")
                .leaf("LAUNCH_DATETIME", FoAnswers.time(scan.launched()))
                .leaf("DURATION", duration(scan))
                .leaf("PROCESSING_PRIORITY", "0 - No Priority")
                .leaf("PROCESSED", scan.processed() ? 1 : 0)
                .in(
                        "STATUS",
                        s ->
                                s.leaf("STATE", scan.state().wireName())
                                        .leaf("SUB_STATE", scan.subState()))
                .cdata("TARGET", String.join(", ", names(scan)));
    }

    private String duration(Scan scan) {
        Instant started = scan.started();
        if (started == null) {
            return "Pending";
        }
        Instant end = scan.ended() == null ? world.now() : scan.ended();
        Duration took = Duration.between(started, end);
        return "%02d:%02d:%02d"
                .formatted(took.toHours(), took.toMinutesPart(), took.toSecondsPart());
    }

    private List<String> names(Scan scan) {
        return scan.targets().stream()
                .map(world.cloud().vms()::load)
                .map(vm -> world.cloud().publicIp(vm).orElse(vm.instanceId()))
                .toList();
    }

    private Outcome launch(FoRequest request) {
        String title = request.need("scan_title");
        List<String> ids = request.list("ec2_instance_ids");
        List<String> addresses = request.list("ip");
        if (ids.isEmpty() == addresses.isEmpty()) {
            throw ids.isEmpty()
                    ? FoError.missing("ip or ec2_instance_ids")
                    : FoError.exclusive("ip, ec2_instance_ids");
        }
        // What is out of scope is dropped without a word.
        List<String> targets = new ArrayList<>();
        ids.stream().filter(id -> world.cloud().vms().find(id).isPresent()).forEach(targets::add);
        for (String address : addresses) {
            Vm vm = world.cloud().instances().byPublicIp(address);
            if (vm != null) {
                targets.add(vm.instanceId());
            }
        }
        if (targets.isEmpty()) {
            throw FoError.badValue("ip", String.join(",", addresses), "no host in scope");
        }
        Scan scan = world.subscription().scanLife().begin(title, "API", targets, world.now());
        Map<String, String> items = new LinkedHashMap<>();
        items.put("ID", Long.toString(scan.id()));
        items.put("REFERENCE", scan.ref());
        return Outcome.applied(
                new FoAnswers(world.now()).done("New vm scan launched", items), scan.ref(), title);
    }

    private Scan find(FoRequest request) {
        String ref = request.need("scan_ref");
        return world.subscription()
                .scans()
                .find(ref)
                .orElseThrow(() -> FoError.badValue("scan_ref", ref, "no such scan"));
    }

    private Outcome change(FoRequest request, String verb, Predicate<Scan> act) {
        Scan scan = find(request);
        if (!act.test(scan)) {
            throw FoError.blocked(
                    "Cannot %s scan %s: it is %s"
                            .formatted(verb, scan.ref(), scan.state().wireName()));
        }
        return Outcome.applied(
                new FoAnswers(world.now())
                        .done("Request to %s accepted".formatted(verb), Map.of("ID", scan.ref())),
                scan.ref(),
                scan.title());
    }

    private boolean delete(Scan scan) {
        world.subscription().scanLife().delete(scan);
        return true;
    }

    private Outcome fetch(FoRequest request) {
        Scan scan = find(request);
        String format =
                request.choice(
                        "output_format", "csv", "csv", "json", "csv_extended", "json_extended");
        List<Map<String, Object>> findings = new ArrayList<>();
        for (String instanceId : scan.reached()) {
            world.subscription().assetOf(instanceId).ifPresent(a -> findings.addAll(rows(a)));
        }
        if (format.startsWith("json")) {
            List<Object> all = new ArrayList<>();
            Map<String, Object> header = new LinkedHashMap<>();
            header.put("scan_report_template_title", "Scan Results");
            header.put("reference", scan.ref());
            header.put("scan_title", scan.title());
            header.put("status", scan.state().wireName());
            all.add(header);
            all.addAll(findings);
            all.add(Map.of("target_distribution_across_scanner_appliances", "External"));
            return Outcome.about(Answer.json(200, all), scan.ref());
        }
        String csv =
                "\"IP\",\"QID\",\"Severity\"\n"
                        + findings.stream()
                                .map(f ->
                                        "\"%s\",\"%s\",\"%s\"\n"
                                                .formatted(
                                                        f.get("ip"),
                                                        f.get("qid"),
                                                        f.get("severity")))
                                .collect(Collectors.joining());
        return Outcome.about(new Answer(200, "text/csv;charset=UTF-8", Map.of(), csv), scan.ref());
    }

    private List<Map<String, Object>> rows(Asset asset) {
        Vm vm = world.subscription().machine(asset);
        return Findings.of(vm).stream()
                .map(finding -> {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("ip", world.cloud().publicIp(vm).orElse(""));
                    row.put("instance_id", vm.instanceId());
                    row.put("qid", Long.toString(finding.qid()));
                    row.put("severity", Integer.toString(finding.severity()));
                    row.put("title", finding.title());
                    return row;
                })
                .toList();
    }
}
