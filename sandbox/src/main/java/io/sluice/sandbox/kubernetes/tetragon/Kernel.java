package io.sluice.sandbox.kubernetes.tetragon;

import io.sluice.sandbox.http.Json;
import io.sluice.sandbox.kubernetes.schema.Release;
import io.sluice.sandbox.kubernetes.tetragon.Activity.Hook;
import io.sluice.sandbox.world.Fleet.Cluster;
import io.sluice.sandbox.world.Fleet.Loaded;
import io.sluice.sandbox.world.Tree;
import io.sluice.sandbox.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lets an activity happen, or not: asks each loaded policy, writes the events, and at the end asks
/// the policies of the network.
public final class Kernel {
    private final World world;
    private final Cluster cluster;

    public Kernel(World world, Cluster cluster) {
        this.world = world;
        this.cluster = cluster;
    }

    /// What became of an activity, the mildest first.
    public enum Outcome {
        ALLOWED,
        POSTED,
        DROPPED,
        DENIED,
        KILLED
    }

    /// @param policy whose doing it was; empty when nobody's
    public record Result(Outcome outcome, String policy, int events) {}

    /// A hook of a policy that met the activity.
    private record Match(
            Map<String, Object> policy,
            Map<String, Object> definition,
            Hook hook,
            Map<String, Object> selector) {
        String name() {
            return Tree.text(policy, "metadata", "name");
        }

        boolean does(String action) {
            return actions().contains(action);
        }

        List<String> actions() {
            return Tree.listAt(selector, "matchActions").stream()
                    .map(a -> Tree.text(a, "action"))
                    .toList();
        }
    }

    public Result happens(Activity activity) {
        Outcome outcome = Outcome.ALLOWED;
        String policy = "";
        int events = 0;
        for (Match match : matches(activity)) {
            Outcome here = outcome(match);
            if (!match.does("NoPost")) {
                world.fleet().export(cluster.name(), Json.write(event(match, activity)));
                events++;
            }
            if (here.compareTo(outcome) > 0) {
                outcome = here;
                policy = match.name();
            }
        }
        if (activity.call().equals("connect") && outcome.compareTo(Outcome.DROPPED) < 0) {
            Optional<String> cut = new Egress(world.fleet(), cluster.name()).cuts(activity);
            if (cut.isPresent()) {
                return new Result(Outcome.DROPPED, cut.get(), events);
            }
        }
        return new Result(outcome, policy, events);
    }

    private List<Match> matches(Activity activity) {
        Release release = Release.of(cluster.hasTetragon() ? cluster.tetragon() : "0.0");
        Agents agents = new Agents(world, cluster);
        List<Match> matches = new ArrayList<>();
        for (Loaded loaded : agents.policies()) {
            Map<String, Object> policy = agents.policy(loaded);
            boolean namespaced = loaded.resource().equals(Agents.NAMESPACED);
            if (loaded.error().isEmpty()
                    && Selectors.inScope(policy, namespaced, activity, release)) {
                matches.addAll(matches(policy, activity));
            }
        }
        return matches;
    }

    private static List<Match> matches(Map<String, Object> policy, Activity activity) {
        List<Match> matches = new ArrayList<>();
        for (String section : List.of("kprobes", "lsmhooks", "fentries", "tracepoints")) {
            for (Object definition : Tree.listAt(policy, "spec", section)) {
                String name = Hooks.name(section, Tree.map(definition));
                activity.hooks().stream()
                        .filter(hook -> hook.function().equals(name))
                        .forEach(hook ->
                                Selectors.first(Tree.map(definition), hook, activity)
                                        .ifPresent(selector ->
                                                matches.add(
                                                        new Match(
                                                                policy,
                                                                Tree.map(definition),
                                                                hook,
                                                                selector))));
            }
        }
        return matches;
    }

    /// An agent before 1.4 knows no modes: it overlooks the option and enforces.
    private Outcome outcome(Match match) {
        boolean watches =
                Release.of(cluster.tetragon()).has("1.4")
                        && Hooks.option(Tree.mapAt(match.policy(), "spec"), "policy-mode")
                                .equals("monitor");
        if (watches) {
            return Outcome.POSTED;
        }
        if (match.does("Sigkill") || match.does("Signal")) {
            return Outcome.KILLED;
        }
        if (match.does("Override") || match.does("NotifyEnforcer")) {
            return Outcome.DENIED;
        }
        return match.does("NoPost") ? Outcome.ALLOWED : Outcome.POSTED;
    }

    private Map<String, Object> event(Match match, Activity activity) {
        List<Map<String, Object>> arguments = new ArrayList<>();
        for (Object each : Tree.listAt(match.definition(), "args")) {
            int index = Integer.parseInt(Tree.text(each, "index"));
            Object value = match.hook().arguments().get(index);
            if (value != null) {
                arguments.add(Activity.exported(value, Tree.text(each, "type")));
            }
        }
        String action =
                match.does("Sigkill")
                        ? "KPROBE_ACTION_SIGKILL"
                        : match.does("Override") ? "KPROBE_ACTION_OVERRIDE" : "KPROBE_ACTION_POST";
        return new Export(world, activity)
                .kprobe(
                        match.hook().function(),
                        arguments,
                        action,
                        match.name(),
                        Tree.text(match.definition(), "message"),
                        Tree.texts(match.definition(), "tags"));
    }
}
