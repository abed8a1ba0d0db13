package io.sluice.sandbox.world;

import io.sluice.sandbox.world.Vm.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The life of machines: launch, stop, start, terminate, and what settles after a while.
public final class Instances {
    private final World world;
    private final Cloud cloud;

    Instances(World world, Cloud cloud) {
        this.world = world;
        this.cloud = cloud;
    }

    /// A running machine, and the event that says so.
    public Vm launch(Launch wish) {
        Instant now = world.now();
        long number = world.ids().next("vm", 0);
        String id = world.ids().aws("i");
        Vm.Place place =
                new Vm.Place(
                        wish.region(),
                        wish.region() + "a",
                        Cloud.vpcId(wish.region()),
                        Cloud.subnetId(wish.region()));
        List<String> interfaceIds = new ArrayList<>();
        for (int index = 0; index < wish.interfaces(); index++) {
            interfaceIds.add(plugIn(id, index, place, wish.publicIp() && index == 0, now));
        }
        String name = wish.name() == null ? "vm-" + number : wish.name();
        Vm vm =
                new Vm(
                        id,
                        name,
                        place,
                        hardware(wish),
                        State.RUNNING,
                        interfaceIds,
                        wish.fate(),
                        now,
                        null);
        cloud.vms().put(id, vm);
        Map<String, String> tags = new LinkedHashMap<>(wish.tags());
        tags.putIfAbsent("Name", name);
        cloud.tag(id, "instance", wish.region(), tags);
        world.subscription().assetLife().expect(vm, now);
        return emitRunning(vm, now);
    }

    private Vm.Hardware hardware(Launch wish) {
        Ids ids = world.ids();
        return new Vm.Hardware(
                wish.instanceType(), "ami-0sandbox00000001", ids.aws("vol"), ids.aws("r"));
    }

    private String plugIn(
            String instanceId, int index, Vm.Place place, boolean isPublic, Instant now) {
        long number = world.ids().next("address", 9);
        String id = world.ids().aws("eni");
        NetworkInterface eni =
                new NetworkInterface(
                        id,
                        instanceId,
                        index,
                        place,
                        "0a:%02x:%02x:%02x:%02x:%02x"
                                .formatted(
                                        number >> 32 & 0xFF,
                                        number >> 24 & 0xFF,
                                        number >> 16 & 0xFF,
                                        number >> 8 & 0xFF,
                                        number & 0xFF),
                        "10.%d.%d.%d"
                                .formatted(number >> 16 & 0xFF, number >> 8 & 0xFF, number & 0xFF),
                        isPublic ? publicAddress() : null,
                        List.of(cloud.defaultGroup(place.region()).groupId()),
                        world.ids().aws("eni-attach"),
                        now);
        cloud.interfaces().put(id, eni);
        return id;
    }

    /// An address of the benchmarking range 198.18.0.0/15: nobody's on the real internet.
    private String publicAddress() {
        long number = world.ids().next("publicAddress", 0);
        return "198.%d.%d.%d".formatted(18 + (number >> 16 & 1), number >> 8 & 0xFF, number & 0xFF);
    }

    /// Gives the machine an address of the internet or takes it away.
    public void setPublic(Vm vm, boolean isPublic) {
        NetworkInterface eni = cloud.interfaces().load(vm.primaryInterfaceId());
        if (isPublic != (eni.publicIp() != null)) {
            cloud.interfaces().put(eni.id(), eni.at(isPublic ? publicAddress() : null));
        }
    }

    /// Begins a transition that [#settle] ends.
    public Vm begin(Vm vm, State transition) {
        Vm changed = vm.in(transition);
        cloud.vms().put(vm.instanceId(), changed);
        world.agenda().cancel(Agenda.Kind.INSTANCE_SETTLES, vm.instanceId());
        world.agenda()
                .add(
                        world.now().plus(world.pace().instanceTransition()),
                        Agenda.Kind.INSTANCE_SETTLES,
                        vm.instanceId());
        return changed;
    }

    void settle(String instanceId, Instant at) {
        Vm vm = cloud.vms().load(instanceId);
        switch (vm.state()) {
            case PENDING -> emitRunning(vm.in(State.RUNNING), at);
            case STOPPING -> cloud.vms().put(instanceId, vm.in(State.STOPPED));
            case SHUTTING_DOWN -> bury(vm);
            case RUNNING, STOPPED, TERMINATED -> {}
        }
    }

    private void bury(Vm vm) {
        for (NetworkInterface eni : cloud.interfacesOf(vm)) {
            cloud.interfaces().put(eni.id(), eni.inGroups(List.of()).at(null));
        }
        cloud.vms().put(vm.instanceId(), vm.in(State.TERMINATED));
    }

    private Vm emitRunning(Vm vm, Instant at) {
        return emit(vm, new Vm.Event(world.ids().uuid(), at));
    }

    /// Sends the machine's last event again, under its own or a new id.
    public Vm emitAgain(Vm vm, boolean newId) {
        Vm.Event last = vm.lastEvent();
        return last == null || newId ? emitRunning(vm, world.now()) : emit(vm, last);
    }

    private Vm emit(Vm vm, Vm.Event event) {
        Vm changed = vm.emitted(event);
        cloud.vms().put(vm.instanceId(), changed);
        world.controls()
                .outbox()
                .add(Outbox.Target.EVENTS, CloudEvents.running(vm, event), world.now());
        return changed;
    }

    /// The machine whose primary address this is.
    public @Nullable Vm byPublicIp(String address) {
        return cloud.vms().all().stream()
                .filter(vm -> cloud.publicIp(vm).filter(address::equals).isPresent())
                .findFirst()
                .orElse(null);
    }
}
