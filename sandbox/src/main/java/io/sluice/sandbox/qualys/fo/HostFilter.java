package io.sluice.sandbox.qualys.fo;

import io.sluice.sandbox.world.Asset;
import io.sluice.sandbox.world.AssetTag;
import io.sluice.sandbox.world.Subscription;
import io.sluice.sandbox.world.Vm;
import io.sluice.sandbox.world.World;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The filters that the host list and the detection list share.
record HostFilter(World world, FoRequest request) {
    Predicate<Asset> predicate() {
        return ids().and(addresses()).and(tags()).and(scanned());
    }

    private Predicate<Asset> ids() {
        List<String> ranges = request.list("ids");
        long min = request.number("id_min").orElse(0L);
        long max = request.number("id_max").orElse(Long.MAX_VALUE);
        for (String range : ranges) {
            if (!range.matches("[0-9]{1,12}(-[0-9]{1,12})?")) {
                throw FoError.badValue("ids", range, "expected host ids or ranges of them");
            }
        }
        return asset ->
                asset.hostId() >= min
                        && asset.hostId() <= max
                        && (ranges.isEmpty()
                                || ranges.stream().anyMatch(r -> contains(r, asset.hostId())));
    }

    private static boolean contains(String range, long id) {
        String[] ends = range.split("-");
        return Long.parseLong(ends[0]) <= id && id <= Long.parseLong(ends[ends.length - 1]);
    }

    private Predicate<Asset> addresses() {
        List<String> ips = request.list("ips");
        return asset -> {
            Vm vm = world.subscription().machine(asset);
            return ips.isEmpty()
                    || ips.contains(
                            world.cloud().interfaces().load(vm.primaryInterfaceId()).privateIp())
                    || world.cloud().publicIp(vm).filter(ips::contains).isPresent();
        };
    }

    private Predicate<Asset> tags() {
        if (!request.flag("use_tags")) {
            return asset -> true;
        }
        boolean byName = request.choice("tag_set_by", "id", "id", "name").equals("name");
        boolean all = request.choice("tag_include_selector", "any", "any", "all").equals("all");
        Set<String> wanted = Set.copyOf(request.list("tag_set_include"));
        if (wanted.isEmpty()) {
            throw FoError.missing("tag_set_include");
        }
        return asset -> {
            Set<String> present =
                    asset.tagIds().stream()
                            .flatMap(id ->
                                    world.subscription().tags().find(Subscription.key(id)).stream())
                            .map(tag -> label(tag, byName))
                            .collect(Collectors.toSet());
            return all ? present.containsAll(wanted) : wanted.stream().anyMatch(present::contains);
        };
    }

    private static String label(AssetTag tag, boolean byName) {
        return byName ? tag.name() : Long.toString(tag.id());
    }

    private Predicate<Asset> scanned() {
        Predicate<Asset> since =
                request.date("vm_scan_since")
                        .<Predicate<Asset>>map(at ->
                                asset ->
                                        asset.lastVulnScan() != null
                                                && !asset.lastVulnScan().isBefore(at))
                        .orElse(asset -> true);
        Predicate<Asset> notSince =
                request.date("no_vm_scan_since")
                        .<Predicate<Asset>>map(at ->
                                asset ->
                                        asset.lastVulnScan() == null
                                                || asset.lastVulnScan().isBefore(at))
                        .orElse(asset -> true);
        return since.and(notSince);
    }
}
