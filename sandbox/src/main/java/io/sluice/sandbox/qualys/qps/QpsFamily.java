package io.sluice.sandbox.qualys.qps;

import io.sluice.sandbox.gate.Operation;
import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.BasicUser;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.world.Fault;
import io.sluice.sandbox.world.World;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Routes QPS calls by verb and object: `/qps/rest/<version>/<verb>/am/<object>[/<id>]`.
public final class QpsFamily {
    private static final Pattern PATH =
            Pattern.compile("/qps/rest/([23]\\.0)/([a-z]+)/am/([a-z]+)(?:/([^/]+))?/?");
    private static final Set<String> WRITES = Set.of("create", "update", "delete", "run");
    private static final Set<String> READS = Set.of("search", "count", "get", "evaluate");

    private final HostAssets hostAssets;
    private final AssetTags tags;
    private final Connectors connectors;

    public QpsFamily(World world) {
        this.hostAssets = new HostAssets(world);
        this.tags = new AssetTags(world);
        this.connectors = new Connectors(world);
    }

    /// The parts of a path.
    private record Target(String verb, String object, @Nullable String id) {
        Optional<String> optionalId() {
            return Optional.ofNullable(id);
        }

        String needId() {
            return optionalId()
                    .orElseThrow(
                            () -> QpsError.invalid("An id is required.", "Put it into the path."));
        }
    }

    public Operation operation(Call call) {
        QpsAnswers answers = QpsAnswers.to(call);
        Matcher path = PATH.matcher(call.path());
        if (call.path().equals("/qps/rest/portal/version")) {
            return new Operation(
                    call.method() + " /qps/rest/portal/version",
                    false,
                    () -> answered(call, answers, () -> Outcome.of(version(answers))));
        }
        if (!path.matches()) {
            QpsError unknown =
                    new QpsError(
                            404,
                            "NOT_FOUND",
                            "There is no API at " + call.path(),
                            "Check the URL.");
            return new Operation(
                    call.method() + " " + call.path(),
                    false,
                    () -> Outcome.of(answers.error(unknown)));
        }
        Target target = new Target(path.group(2), path.group(3), path.group(4));
        String name =
                "%s /qps/rest/%s/%s/am/%s%s"
                        .formatted(
                                call.method(),
                                path.group(1),
                                target.verb(),
                                target.object(),
                                target.id() == null ? "" : "/{id}");
        return new Operation(
                name,
                WRITES.contains(target.verb()),
                () -> answered(call, answers, () -> act(target, call, answers)));
    }

    private static Outcome answered(Call call, QpsAnswers answers, Supplier<Outcome> act) {
        try {
            if (!BasicUser.sent(call)) {
                throw new QpsError(
                        401,
                        "INVALID_CREDENTIALS",
                        "Invalid credentials",
                        "Check user and password.");
            }
            return act.get();
        } catch (QpsError e) {
            return Outcome.of(answers.error(e));
        }
    }

    private Outcome act(Target target, Call call, QpsAnswers answers) {
        checkMethod(target, call);
        QpsInput input = QpsInput.read(call);
        return switch (target.object()) {
            case "hostasset" -> hostAsset(target, input, answers);
            case "tag" -> tag(target, input, answers);
            case "awsassetdataconnector", "assetdataconnector" -> connector(target, input, answers);
            default ->
                    throw QpsError.invalid(
                            "Unknown object '%s'.".formatted(target.object()),
                            "The sandbox knows hostasset, tag and awsassetdataconnector.");
        };
    }

    private static void checkMethod(Target target, Call call) {
        boolean get = target.verb().equals("get");
        boolean ok =
                get
                        ? call.method().equals("GET")
                        : call.method().equals("POST")
                                || (target.verb().equals("update") && call.method().equals("PUT"));
        if (!ok && (WRITES.contains(target.verb()) || READS.contains(target.verb()))) {
            throw QpsError.invalid(
                    "Method %s is not allowed for %s.".formatted(call.method(), target.verb()),
                    get ? "Use GET." : "Use POST.");
        }
    }

    private Outcome hostAsset(Target target, QpsInput input, QpsAnswers answers) {
        return target.verb().equals("update")
                ? hostAssets.update(target.optionalId(), input, answers)
                : read(hostAssets.object(), target, input, answers);
    }

    private Outcome tag(Target target, QpsInput input, QpsAnswers answers) {
        return switch (target.verb()) {
            case "create" -> tags.create(input, answers);
            case "update" -> tags.update(target.needId(), input, answers);
            case "delete" -> tags.delete(target.optionalId(), input, answers);
            case "evaluate" -> tags.evaluate(target.needId(), answers);
            default -> read(tags.object(), target, input, answers);
        };
    }

    private Outcome connector(Target target, QpsInput input, QpsAnswers answers) {
        return switch (target.verb()) {
            case "create" -> connectors.create(input, answers);
            case "run" -> connectors.run(target.needId(), answers);
            default -> read(connectors.object(), target, input, answers);
        };
    }

    private static <T> Outcome read(
            QpsObject<T> object, Target target, QpsInput input, QpsAnswers answers) {
        return switch (target.verb()) {
            case "search" -> Outcome.of(QpsReads.search(object, input, answers));
            case "count" -> Outcome.of(QpsReads.count(object, input, answers));
            case "get" -> QpsReads.get(object, target.needId(), answers);
            default ->
                    throw QpsError.invalid(
                            "Unknown verb '%s' for %s.".formatted(target.verb(), object.name()),
                            "Use search, count or get, or a write that the object has.");
        };
    }

    private static Answer version(QpsAnswers answers) {
        return answers.one(
                "Portal-Version",
                Map.of("PortalApplication-VERSION", "3.22.0.0-1", "WAS-VERSION", "8.22.0"));
    }

    public Answer refusal(Fault.Kind kind, int status, Call call) {
        QpsAnswers answers = QpsAnswers.to(call);
        return switch (kind) {
            case HTML -> Answer.html(status, "<html><body>We'll be back soon</body></html>");
            case UNAUTHORIZED ->
                    answers.error(
                            new QpsError(
                                    401,
                                    "UNAUTHORIZED",
                                    "Unauthorized",
                                    "Check your permissions."));
            case RATE_LIMIT, THROTTLE, CONCURRENCY_LIMIT ->
                    answers.error(
                            new QpsError(
                                    kind == Fault.Kind.CONCURRENCY_LIMIT ? 409 : 429,
                                    "LIMIT_EXCEEDED",
                                    "Too many requests",
                                    "Try again later."));
            case STATUS, DELAY, APPLY_THEN_DROP, DROP_BEFORE ->
                    answers.error(
                            new QpsError(
                                    status,
                                    "INTERNAL_ERROR",
                                    "Internal error",
                                    "Try again later."));
        };
    }
}
