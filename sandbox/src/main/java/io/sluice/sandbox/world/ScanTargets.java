package io.sluice.sandbox.world;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What a perimeter job scans: assets by their tags, of these the running machines with a public
/// address.
final class ScanTargets {
    private final Subscription subscription;

    ScanTargets(Subscription subscription) {
        this.subscription = subscription;
    }

    List<Vm> of(ScanJob job) {
        Predicate<Asset> included = selector(job, "include", true);
        Predicate<Asset> excluded = selector(job, "exclude", false);
        return subscription.assets().all().stream()
                .filter(included.and(excluded.negate()))
                .map(subscription::machine)
                .filter(vm -> vm.state() == Vm.State.RUNNING)
                .filter(vm -> subscription.publicIp(vm).isPresent())
                .filter(vm -> inScope(job, vm))
                .toList();
    }

    private static boolean inScope(ScanJob job, Vm vm) {
        return job.parameter("vpc_id").map(vm.place().vpcId()::equals).orElse(true)
                && job.parameter("region_code").map(vm.place().region()::equals).orElse(true);
    }

    private Predicate<Asset> selector(ScanJob job, String side, boolean whenAbsent) {
        Optional<String> list = job.parameter("tag_set_" + side);
        if (list.isEmpty()) {
            return asset -> whenAbsent;
        }
        boolean byName = job.parameter("tag_set_by").filter("name"::equals).isPresent();
        boolean all = job.parameter("tag_" + side + "_selector").filter("all"::equals).isPresent();
        Set<String> wanted =
                List.of(list.get().split(",")).stream()
                        .map(String::strip)
                        .collect(Collectors.toSet());
        return asset -> {
            Set<String> present = labels(asset, byName);
            return all ? present.containsAll(wanted) : wanted.stream().anyMatch(present::contains);
        };
    }

    private Set<String> labels(Asset asset, boolean byName) {
        return asset.tagIds().stream()
                .flatMap(id -> subscription.tags().find(Subscription.key(id)).stream())
                .map(tag -> byName ? tag.name() : Long.toString(tag.id()))
                .collect(Collectors.toSet());
    }
}
