package io.sluice.sandbox.kubernetes;

import io.sluice.sandbox.gate.Operation;
import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.gate.Vendor;
import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.BadInput;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Reply;
import io.sluice.sandbox.world.Fault;
import io.sluice.sandbox.world.Fleet.Cluster;
import io.sluice.sandbox.world.Tree;
import io.sluice.sandbox.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The API servers of all clusters, each below `/<cluster>`.
///
/// A request for a WebSocket is answered as by a proxy that knows none: clients then watch by plain
/// HTTP.
public final class KubernetesFront implements Vendor {
    private static final String REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    private final World world;

    public KubernetesFront(World world) {
        this.world = world;
    }

    @Override
    public String service() {
        return "kubernetes";
    }

    @Override
    public Operation operation(Call call) {
        List<String> path = Target.segments(call.path());
        String cluster = path.isEmpty() ? "" : path.getFirst();
        boolean review = call.path().equals("/" + cluster + REVIEWS);
        boolean write =
                !review && List.of("POST", "PUT", "PATCH", "DELETE").contains(call.method());
        return new Operation(
                call.method() + " " + named(path),
                write,
                () -> answered(call, _ -> act(call, path)));
    }

    /// The path with the names of objects and namespaces left out.
    private String named(List<String> path) {
        Optional<Target> target =
                world.read(() -> cluster(path))
                        .flatMap(c -> Target.of(c, path.subList(1, path.size())));
        if (target.isEmpty()) {
            return "/" + String.join("/", path);
        }
        Kind kind = target.get().kind();
        return "/%s/%s/%s%s%s"
                .formatted(
                        path.getFirst(),
                        kind.group().isEmpty() ? "api/v1" : "apis/" + kind.apiVersion(),
                        target.get().namespace().isEmpty() ? "" : "namespaces/{namespace}/",
                        kind.plural(),
                        target.get().name().isEmpty() ? "" : "/{name}");
    }

    private Optional<Cluster> cluster(List<String> path) {
        return path.isEmpty() ? Optional.empty() : world.fleet().clusters().find(path.getFirst());
    }

    private static Outcome answered(Call call, Function<Call, Outcome> act) {
        try {
            return act.apply(call);
        } catch (StatusError e) {
            return Outcome.of(e.answer());
        } catch (BadInput e) {
            return Outcome.of(StatusError.bad(String.valueOf(e.getMessage())).answer());
        }
    }

    private Outcome act(Call call, List<String> path) {
        Cluster cluster = cluster(path).orElseThrow(StatusError::noSuchPath);
        List<String> below = path.subList(1, path.size());
        Caller caller = Caller.of(world.fleet(), cluster.name(), call);
        Optional<Target> target = Target.of(cluster, below);
        if (target.isPresent()) {
            return act(call, cluster, caller, target.get());
        }
        if (call.path().equals("/" + cluster.name() + REVIEWS) && call.method().equals("POST")) {
            return Outcome.of(json(201, review(call, caller)));
        }
        return Discovery.answer(cluster, below)
                .map(body -> body instanceof String text ? Answer.text(200, text) : json(200, body))
                .map(Outcome::of)
                .orElseThrow(StatusError::noSuchPath);
    }

    private Outcome act(Call call, Cluster cluster, Caller caller, Target target) {
        if (call.method().equals("GET")) {
            Reads reads = new Reads(world.fleet(), cluster, target);
            boolean one = !target.name().isEmpty();
            caller.require(one ? "get" : "list", target);
            return Outcome.of(json(200, one ? reads.get() : reads.list(call)));
        }
        boolean fixed = !target.kind().verbs().contains("create");
        boolean fits = call.method().equals("POST") == target.name().isEmpty();
        if (fixed || !fits) {
            throw wrongMethod();
        }
        Writes writes = new Writes(world, cluster, target, call);
        return switch (call.method()) {
            case "POST" -> writes.create(caller);
            case "PUT" -> writes.update(caller);
            case "PATCH" -> writes.patch(caller);
            case "DELETE" -> writes.delete(caller);
            default -> throw wrongMethod();
        };
    }

    private static StatusError wrongMethod() {
        return new StatusError(
                405,
                "MethodNotAllowed",
                "the server does not allow this method on the requested resource");
    }

    /// Whether the caller may do something, as it asks about itself.
    private static Map<String, Object> review(Call call, Caller caller) {
        Map<String, Object> review = new LinkedHashMap<>(Yaml.object(call.body()));
        Map<String, Object> asked = Tree.mapAt(review, "spec", "resourceAttributes");
        boolean allowed =
                caller.may(
                        Tree.text(asked, "verb"),
                        Tree.text(asked, "group"),
                        Tree.text(asked, "resource"));
        review.put("status", Map.of("allowed", allowed));
        return review;
    }

    @Override
    public Optional<Reply> stream(Call call) {
        boolean watch = call.method().equals("GET") && call.queryFields().flag("watch");
        if (!watch) {
            return Optional.empty();
        }
        try {
            return Optional.of(watching(call));
        } catch (StatusError e) {
            return Optional.of(new Reply.Send(e.answer()));
        }
    }

    private Reply watching(Call call) {
        List<String> path = Target.segments(call.path());
        Target target =
                world.read(() -> {
                    Cluster cluster = cluster(path).orElseThrow(StatusError::noSuchPath);
                    Caller caller = Caller.of(world.fleet(), cluster.name(), call);
                    Target found =
                            Target.of(cluster, path.subList(1, path.size()))
                                    .orElseThrow(StatusError::noSuchPath);
                    caller.require("watch", found);
                    return found;
                });
        if (call.header("upgrade").orElse("").equalsIgnoreCase("websocket")) {
            return new Reply.Send(Answer.empty(200));
        }
        return new Reply.Stream(
                "application/json", new Watching(world, path.getFirst(), target, call));
    }

    private static Answer json(int status, Object body) {
        return new Answer(status, "application/json", Map.of(), Answer.json(status, body).body());
    }

    @Override
    public Answer refusal(Fault.Kind kind, int status, Operation operation, Call call) {
        return switch (kind) {
            case HTML -> Answer.html(status, "<html><body>Bad Gateway</body></html>");
            case UNAUTHORIZED -> StatusError.unauthorized().answer();
            case RATE_LIMIT, THROTTLE, CONCURRENCY_LIMIT ->
                    new StatusError(
                                    429,
                                    "TooManyRequests",
                                    "the server has received too many requests and has asked us to try again later",
                                    Map.of("retryAfterSeconds", 1))
                            .answer()
                            .with("Retry-After", "1");
            case STATUS, DELAY, APPLY_THEN_DROP, DROP_BEFORE ->
                    new StatusError(status, "InternalError", "Injected fault").answer();
        };
    }
}
