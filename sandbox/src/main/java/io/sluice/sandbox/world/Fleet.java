package io.sluice.sandbox.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The Kubernetes clusters: their objects, the history of changes that watches follow, and what
/// Tetragon's agents have loaded and exported.
public final class Fleet {
    /// The cluster of a new world.
    public static final String DEFAULT = "prod";

    private static final int KEPT_CHANGES = 2_000;
    private static final int KEPT_LINES = 20_000;

    private final World world;
    private final Table<Cluster> clusters;
    private final Table<Stored> objects;
    private final Table<Happening> changes;
    private final Table<Token> tokens;
    private final Table<Loaded> loaded;
    private final Table<String> lines;
    private final ReentrantLock watchLock = new ReentrantLock();
    private final Condition changed = watchLock.newCondition();
    private long ticks;

    Fleet(World world) {
        this.world = world;
        this.clusters = world.table("clusters", Cluster.class);
        this.objects = world.table("clusterObjects", Stored.class);
        this.changes = world.table("clusterChanges", Happening.class);
        this.tokens = world.table("clusterTokens", Token.class);
        this.loaded = world.table("agentPolicies", Loaded.class);
        this.lines = world.table("agentLines", String.class);
    }

    /// One cluster.
    ///
    /// @param tetragon the agent's version as its resource definitions tell it, or `none`
    /// @param revision the newest resource version
    /// @param oldest changes up to this one are forgotten
    public record Cluster(
            String name,
            String tetragon,
            boolean cilium,
            List<String> nodes,
            long revision,
            long oldest) {
        public Cluster {
            nodes = List.copyOf(nodes);
        }

        public boolean hasTetragon() {
            return !tetragon.equals("none");
        }

        Cluster at(long newRevision, long newOldest) {
            return new Cluster(name, tetragon, cilium, nodes, newRevision, newOldest);
        }

        public Cluster fitted(String newTetragon, boolean newCilium) {
            return new Cluster(name, newTetragon, newCilium, nodes, revision, oldest);
        }
    }

    /// One object of a cluster; its body is never changed, only replaced.
    public record Stored(
            String cluster,
            String resource,
            String namespace,
            String name,
            Map<String, Object> body) {}

    /// One change of an object.
    ///
    /// @param type `ADDED`, `MODIFIED` or `DELETED`
    /// @param before the object before it, when there was one
    public record Happening(
            long revision,
            String type,
            String resource,
            String namespace,
            Map<String, Object> body,
            @Nullable Map<String, Object> before) {}

    /// Who a bearer token is, and what its roles allow.
    public record Token(String token, String user, List<Rule> rules) {
        public Token {
            rules = List.copyOf(rules);
        }
    }

    /// A rule of a role; `*` stands for all.
    public record Rule(List<String> apiGroups, List<String> resources, List<String> verbs) {
        public Rule {
            apiGroups = List.copyOf(apiGroups);
            resources = List.copyOf(resources);
            verbs = List.copyOf(verbs);
        }

        public boolean allows(String group, String resource, String verb) {
            return has(apiGroups, group) && has(resources, resource) && has(verbs, verb);
        }

        private static boolean has(List<String> names, String name) {
            return names.contains("*") || names.contains(name);
        }
    }

    /// What an agent made of a policy.
    ///
    /// @param error why it was not loaded, or empty
    public record Loaded(
            String cluster,
            String resource,
            String namespace,
            String name,
            long generation,
            String error) {}

    void clear() {
        clusters.clear();
        objects.clear();
        changes.clear();
        tokens.clear();
        loaded.clear();
        lines.clear();
    }

    public Table<Cluster> clusters() {
        return clusters;
    }

    public Table<Token> tokens() {
        return tokens;
    }

    public static String key(String cluster, String resource, String namespace, String name) {
        return cluster + "/" + resource + "/" + namespace + "/" + name;
    }

    public Optional<Map<String, Object>> find(
            String cluster, String resource, String namespace, String name) {
        return objects.find(key(cluster, resource, namespace, name)).map(Stored::body);
    }

    /// The objects of a resource in the order of namespace and name; all namespaces when
    /// `namespace` is empty.
    public List<Stored> list(String cluster, String resource, String namespace) {
        String prefix =
                cluster + "/" + resource + "/" + (namespace.isEmpty() ? "" : namespace + "/");
        return new ArrayList<>(objects.rows().subMap(prefix, prefix + "\uffff").values());
    }

    /// Keeps an object under the next resource version, which is written into it, and tells the
    /// watches.
    public Map<String, Object> put(
            String cluster, String resource, String namespace, Map<String, Object> wanted) {
        Map<String, Object> body = Tree.copy(wanted);
        long revision = next(cluster);
        Map<String, Object> metadata = Tree.child(body, "metadata");
        metadata.put("resourceVersion", Long.toString(revision));
        String name = Tree.text(metadata, "name");
        String key = key(cluster, resource, namespace, name);
        Map<String, Object> before = objects.find(key).map(Stored::body).orElse(null);
        objects.put(key, new Stored(cluster, resource, namespace, name, body));
        String type = before == null ? "ADDED" : "MODIFIED";
        happened(cluster, new Happening(revision, type, resource, namespace, body, before));
        return body;
    }

    public void remove(String cluster, String resource, String namespace, String name) {
        String key = key(cluster, resource, namespace, name);
        Map<String, Object> body = Tree.copy(objects.load(key).body());
        long revision = next(cluster);
        Tree.child(body, "metadata").put("resourceVersion", Long.toString(revision));
        objects.remove(key);
        happened(cluster, new Happening(revision, "DELETED", resource, namespace, body, body));
    }

    private long next(String cluster) {
        Cluster row = clusters.load(cluster);
        long revision = row.revision() + 1;
        long oldest = Math.max(row.oldest(), revision - KEPT_CHANGES);
        if (oldest > row.oldest()) {
            changes.remove(changeKey(cluster, oldest));
        }
        clusters.put(cluster, row.at(revision, oldest));
        return revision;
    }

    private void happened(String cluster, Happening change) {
        changes.put(changeKey(cluster, change.revision()), change);
        signal();
    }

    /// Forgets the history, so that a watch from before has to begin anew.
    public void forget(String cluster) {
        Cluster row = clusters.load(cluster);
        for (long i = row.oldest(); i <= row.revision(); i++) {
            changes.remove(changeKey(cluster, i));
        }
        clusters.put(cluster, row.at(row.revision() + 1, row.revision() + 1));
        signal();
    }

    private static String changeKey(String cluster, long revision) {
        return cluster + "/%015d".formatted(revision);
    }

    /// The changes after a resource version, oldest first.
    public List<Happening> since(String cluster, long revision) {
        return new ArrayList<>(
                changes.rows()
                        .subMap(changeKey(cluster, revision + 1), cluster + "/\uffff")
                        .values());
    }

    private void signal() {
        watchLock.lock();
        try {
            ticks++;
            changed.signalAll();
        } finally {
            watchLock.unlock();
        }
    }

    /// How often something may have changed so far.
    public long ticks() {
        watchLock.lock();
        try {
            return ticks;
        } finally {
            watchLock.unlock();
        }
    }

    /// Waits outside the world's lock until something may have changed since, or the time is over.
    public void await(long ticksSeen, Duration longest) throws InterruptedException {
        watchLock.lock();
        try {
            long left = longest.toNanos();
            while (ticks == ticksSeen && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            watchLock.unlock();
        }
    }

    /// Notes what the agents made of a policy.
    public void load(Loaded policy) {
        loaded.put(
                key(policy.cluster(), policy.resource(), policy.namespace(), policy.name()),
                policy);
    }

    public void unload(String cluster, String resource, String namespace, String name) {
        loaded.remove(key(cluster, resource, namespace, name));
    }

    public Optional<Loaded> loaded(String cluster, String resource, String namespace, String name) {
        return loaded.find(key(cluster, resource, namespace, name));
    }

    public List<Loaded> loaded(String cluster) {
        return new ArrayList<>(loaded.rows().subMap(cluster + "/", cluster + "/\uffff").values());
    }

    /// Appends to the agents' event export of a cluster, and sends the line to whoever takes it.
    public void export(String cluster, String line) {
        long number = world.ids().next("line/" + cluster, 0);
        lines.put(changeKey(cluster, number), line);
        if (number > KEPT_LINES) {
            lines.remove(changeKey(cluster, number - KEPT_LINES));
        }
        world.controls().outbox().add(Outbox.Target.TETRAGON, line, world.now());
    }

    public List<String> exported(String cluster) {
        return new ArrayList<>(lines.rows().subMap(cluster + "/", cluster + "/\uffff").values());
    }
}
