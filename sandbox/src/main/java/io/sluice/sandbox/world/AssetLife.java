package io.sluice.sandbox.world;

import java.time.Instant;
import java.util.List;

/// How machines become assets: an agent reports at once, a connector finds the rest.
public final class AssetLife {
    private final World world;
    private final Subscription subscription;

    AssetLife(World world, Subscription subscription) {
        this.world = world;
        this.subscription = subscription;
    }

    void expect(Vm vm, Instant at) {
        if (vm.fate().agent()) {
            enlist(vm, at);
        } else {
            world.agenda()
                    .add(
                            at.plus(world.pace().assetDiscovery()),
                            Agenda.Kind.ASSET_FOUND,
                            vm.instanceId());
        }
    }

    void discover(String instanceId, Instant at) {
        Vm vm = world.cloud().vms().load(instanceId);
        if (vm.state() != Vm.State.TERMINATED && subscription.assetOf(instanceId).isEmpty()) {
            enlist(vm, at);
        }
    }

    private void enlist(Vm vm, Instant at) {
        long assetId = world.ids().next("asset", 8000);
        Asset asset =
                new Asset(
                        assetId,
                        assetId - 1000,
                        vm.instanceId(),
                        vm.fate().agent() ? world.ids().uuid() : null,
                        vm.name(),
                        at,
                        at,
                        List.of(),
                        vm.fate().initialTruRisk(),
                        null);
        subscription.assets().put(Subscription.key(assetId), asset);
    }

    /// Starts the connector; it finds every machine when it has finished.
    public Connector run(Connector connector) {
        Connector running = connector.in(Connector.State.RUNNING, connector.lastSync());
        String key = Subscription.key(connector.id());
        subscription.connectors().put(key, running);
        world.agenda()
                .add(
                        world.now().plus(world.pace().connectorRun()),
                        Agenda.Kind.CONNECTOR_SETTLES,
                        key);
        return running;
    }

    void settleConnector(String key, Instant at) {
        subscription
                .connectors()
                .find(key)
                .filter(connector -> connector.state() == Connector.State.RUNNING)
                .ifPresent(connector -> {
                    world.cloud().vms().all().forEach(vm -> discover(vm.instanceId(), at));
                    Connector.State state = Connector.State.FINISHED_SUCCESS;
                    subscription.connectors().put(key, connector.in(state, at));
                });
    }
}
