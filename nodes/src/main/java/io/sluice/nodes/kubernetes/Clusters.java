package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Does the same in several clusters, at most eight at a time; what fails in one leaves the others
/// alone.
record Clusters(KubernetesConnector connector, NodeContext context) {
    private static final int AT_ONCE = 8;
    private static final int SHARES = 4;
    private static final int SHARE = 16;

    /// What is done in one cluster.
    interface Work<T> {
        T in(Cluster cluster) throws NodeFailure;
    }

    /// What came of it in one cluster.
    sealed interface Outcome<T> {
        record Done<T>(T value) implements Outcome<T> {}

        record Failed<T>(NodeFailure failure) implements Outcome<T> {}
    }

    /// The outcomes by cluster, in the order asked for.
    <T> Map<String, Outcome<T>> each(List<String> names, Work<T> work) {
        var places = new Semaphore(AT_ONCE);
        var outcomes = new LinkedHashMap<String, Outcome<T>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new LinkedHashMap<String, Future<Outcome<T>>>();
            for (var name : names) {
                Callable<Outcome<T>> one =
                        () -> {
                            places.acquire();
                            try {
                                return new Outcome.Done<>(work.in(connector.open(name, context)));
                            } catch (NodeFailure e) {
                                return new Outcome.Failed<>(e);
                            } finally {
                                places.release();
                            }
                        };
                running.put(name, threads.submit(one));
            }
            running.forEach((name, future) -> outcomes.put(name, result(future)));
        }
        return outcomes;
    }

    /// Work on some of the items of one cluster.
    interface Share<I, T> {
        List<T> of(Cluster cluster, List<I> items) throws NodeFailure;
    }

    /// Does much in one cluster by a few clients side by side: what came of it, in the order of the
    /// items. Fails when one of them does.
    <I, T> List<T> shared(Cluster cluster, List<I> items, Share<I, T> work) throws NodeFailure {
        int size = Math.max(SHARE, Math.ceilDiv(items.size(), SHARES));
        var results = new ArrayList<T>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Outcome<List<T>>>>();
            for (int from = size; from < items.size(); from += size) {
                var some = items.subList(from, Math.min(items.size(), from + size));
                var own = connector.open(cluster.name(), context);
                running.add(threads.submit(() -> tried(own, some, work)));
            }
            var first = items.subList(0, Math.min(items.size(), size));
            var outcomes = new ArrayList<Outcome<List<T>>>(List.of(tried(cluster, first, work)));
            running.forEach(each -> outcomes.add(result(each)));
            for (var outcome : outcomes) {
                switch (outcome) {
                    case Outcome.Done<List<T>>(var some) -> results.addAll(some);
                    case Outcome.Failed<List<T>>(var failure) -> throw failure;
                }
            }
        }
        return results;
    }

    private static <I, T> Outcome<List<T>> tried(Cluster cluster, List<I> items, Share<I, T> work) {
        try {
            return new Outcome.Done<>(work.of(cluster, items));
        } catch (NodeFailure e) {
            return new Outcome.Failed<>(e);
        }
    }

    private static <T> Outcome<T> result(Future<Outcome<T>> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while waiting for clusters", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A call of a cluster failed: " + e.getCause(), e);
        }
    }

    /// The names in a list parted by commas.
    static List<String> names(String text) {
        return new ArrayList<>(
                Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList());
    }
}
