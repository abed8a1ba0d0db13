package io.sluice.sandbox.control;

import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Json;
import io.sluice.sandbox.world.Launch;
import io.sluice.sandbox.world.NetworkInterface;
import io.sluice.sandbox.world.Vm;
import io.sluice.sandbox.world.World;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// `/vms`: makes machines, changes their fate, repeats their event, and plays the third party that
/// changes their groups.
record VmRoutes(World world) {
    private static final int MAX_VMS = 50_000;
    private static final int MAX_INTERFACES = 8;

    void register(Routes routes) {
        routes.on("POST", "/vms", (call, parts) -> launch(call))
                .on("GET", "/vms/{id}", (call, parts) -> show(parts.getFirst()))
                .on("PATCH", "/vms/{id}", (call, parts) -> change(call, parts.getFirst()))
                .on("POST", "/vms/{id}/events", (call, parts) -> emit(call, parts.getFirst()))
                .on("POST", "/vms/{id}/groups", (call, parts) -> regroup(call, parts.getFirst()));
    }

    /// A wish as it is written; what is absent has a default.
    record Wish(
            @Nullable String name,
            @Nullable Boolean publicIp,
            @Nullable Integer interfaces,
            @Nullable Integer initialTruRisk,
            @Nullable Integer missingPatches,
            @Nullable String scanOutcome,
            @Nullable String patchOutcome,
            @Nullable String instanceType,
            @Nullable String region,
            @Nullable Map<String, String> tags,
            @Nullable Boolean agent) {}

    private Answer launch(Call call) {
        JsonNode tree = Json.tree(call.body());
        Wish wish = Json.parse(call.body(), Wish.class);
        int interfaces = within("interfaces", wish.interfaces(), 1, 1, MAX_INTERFACES);
        String region = orElse(wish.region(), "us-east-1");
        if (!region.matches("[a-z]{2}(-[a-z]+)+-[0-9]")) {
            throw Problem.bad("Expected a region such as us-east-1, found '%s'".formatted(region));
        }
        Launch launch =
                new Launch(
                        wish.name(),
                        !Boolean.FALSE.equals(wish.publicIp()),
                        interfaces,
                        orElse(wish.instanceType(), "t3.medium"),
                        region,
                        wish.tags() == null ? Map.of() : wish.tags(),
                        fate(wish, tree));
        return world.write(() -> {
            if (world.cloud().vms().size() >= MAX_VMS) {
                throw new Problem(
                        409, "Full", "The sandbox holds %d machines; reset it".formatted(MAX_VMS));
            }
            Vm vm = world.cloud().instances().launch(launch);
            return Answer.json(201, new WorldView(world).vm(vm));
        });
    }

    private static Vm.Fate fate(Wish wish, JsonNode tree) {
        return new Vm.Fate(
                !Boolean.FALSE.equals(wish.agent()),
                score("initialTruRisk", tree, null),
                score("truRisk", tree, 934),
                within("missingPatches", wish.missingPatches(), 3, 0, 10_000),
                outcome("scanOutcome", wish.scanOutcome(), Vm.ScanOutcome.FINISHED),
                outcome("patchOutcome", wish.patchOutcome(), Vm.PatchOutcome.OK));
    }

    /// A score from 0 to 1000; written null is "no score", not written is the default.
    private static @Nullable Integer score(String name, JsonNode tree, @Nullable Integer fallback) {
        JsonNode value = tree.get(name);
        if (value == null) {
            return fallback;
        }
        if (value.isNull()) {
            return null;
        }
        if (!value.isInt()) {
            throw Problem.bad(
                    "Expected %s to be a whole number from 0 to 1000 or null".formatted(name));
        }
        return within(name, value.intValue(), 0, 0, 1000);
    }

    private static int within(
            String name, @Nullable Integer value, int fallback, int min, int max) {
        int result = value == null ? fallback : value;
        if (result < min || result > max) {
            throw Problem.bad(
                    "Expected %s from %d to %d, found %d".formatted(name, min, max, result));
        }
        return result;
    }

    private static <E extends Enum<E>> E outcome(String name, @Nullable String value, E fallback) {
        if (value == null) {
            return fallback;
        }
        E[] all = fallback.getDeclaringClass().getEnumConstants();
        return Arrays.stream(all)
                .filter(e -> e.name().equals(value.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        Problem.bad(
                                "Expected %s to be one of %s, found '%s'"
                                        .formatted(
                                                name,
                                                Arrays.toString(all).toLowerCase(Locale.ROOT),
                                                value)));
    }

    private static String orElse(@Nullable String value, String fallback) {
        return value == null ? fallback : value;
    }

    private Answer show(String id) {
        return world.read(() -> Answer.json(200, new WorldView(world).vm(load(id))));
    }

    private Vm load(String id) {
        return world.cloud().vms().find(id).orElseThrow(() -> Problem.missing("VM", id));
    }

    private Answer change(Call call, String id) {
        JsonNode tree = Json.tree(call.body());
        Wish wish = Json.parse(call.body(), Wish.class);
        return world.write(() -> {
            Vm vm = load(id);
            Vm.Fate old = vm.fate();
            Vm changed =
                    vm.with(
                            new Vm.Fate(
                                    old.agent(),
                                    old.initialTruRisk(),
                                    score("truRisk", tree, old.truRisk()),
                                    within(
                                            "missingPatches",
                                            wish.missingPatches(),
                                            old.missingPatches(),
                                            0,
                                            10_000),
                                    outcome("scanOutcome", wish.scanOutcome(), old.scanOutcome()),
                                    outcome(
                                            "patchOutcome",
                                            wish.patchOutcome(),
                                            old.patchOutcome())));
            world.cloud().vms().put(id, changed);
            Boolean publicIp = wish.publicIp();
            if (publicIp != null) {
                world.cloud().instances().setPublic(changed, publicIp);
            }
            return Answer.json(200, new WorldView(world).vm(changed));
        });
    }

    /// Whether the event gets an id of its own.
    record Repeat(@Nullable Boolean newId) {}

    private Answer emit(Call call, String id) {
        Repeat repeat = Json.parse(call.body(), Repeat.class);
        return world.write(() -> {
            Vm vm =
                    world.cloud()
                            .instances()
                            .emitAgain(load(id), Boolean.TRUE.equals(repeat.newId()));
            return Answer.json(202, new WorldView(world).vm(vm));
        });
    }

    /// The new groups of every interface.
    record Groups(@Nullable List<String> groups) {}

    private Answer regroup(Call call, String id) {
        List<String> groups = Json.parse(call.body(), Groups.class).groups();
        if (groups == null || groups.isEmpty()) {
            throw Problem.bad("Expected \"groups\" with at least one security group id");
        }
        return world.write(() -> {
            Vm vm = load(id);
            for (String group : groups) {
                if (world.cloud().groups().find(group).isEmpty()) {
                    throw Problem.missing("security group", group);
                }
            }
            for (NetworkInterface eni : world.cloud().interfacesOf(vm)) {
                world.cloud().interfaces().put(eni.id(), eni.inGroups(groups));
            }
            return Answer.json(200, new WorldView(world).vm(vm));
        });
    }
}
