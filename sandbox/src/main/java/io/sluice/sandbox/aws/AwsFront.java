package io.sluice.sandbox.aws;

import io.sluice.sandbox.gate.Operation;
import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.gate.Vendor;
import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.BadInput;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Fields;
import io.sluice.sandbox.world.Fault;
import io.sluice.sandbox.world.World;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The EC2 Query API and STS behind one address; the region is that of the signature.
public final class AwsFront implements Vendor {
    private static final Set<String> STS_ACTIONS = Set.of("AssumeRole", "GetCallerIdentity");
    private static final String EC2_VERSION = "2016-11-15";

    private final World world;
    private final Credentials credentials;
    private final Map<String, AwsAction> actions = new LinkedHashMap<>();

    public AwsFront(World world) {
        this.world = world;
        this.credentials = new Credentials(world.ids());
        Resources resources = new Resources(world);
        new DescribeInstances(resources).register(actions);
        new InstanceStates(resources).register(actions);
        new DescribeInterfaces(resources).register(actions);
        new GroupChanges(resources).register(actions);
        new SecurityGroups(resources).register(actions);
        new DescribeRegions().register(actions);
        new SecurityGroupRules(resources).register(actions);
        new Snapshots(resources).register(actions);
        new CopySnapshot(resources).register(actions);
        new ImagesAndVolumes(resources).register(actions);
        new Tags(resources).register(actions);
        new Sts(world, credentials).register(actions);
    }

    @Override
    public String service() {
        return "aws";
    }

    @Override
    public Operation operation(Call call) {
        try {
            Fields fields = call.queryFields().with(call.formFields());
            String name = fields.orElse("Action", "");
            AwsAction action = actions.get(name);
            return new Operation(
                    name.isEmpty() ? call.method() + " " + call.path() : name,
                    action != null && action.write(),
                    () -> act(call, fields, name));
        } catch (BadInput e) {
            Answer answer =
                    AwsAnswers.error(false, AwsError.bad("MalformedQueryString", e.toString()));
            return new Operation(call.method(), false, () -> Outcome.of(answer));
        }
    }

    private Outcome act(Call call, Fields fields, String name) {
        boolean sts = STS_ACTIONS.contains(name);
        try {
            AwsRequest request = authorized(call, fields, name);
            AwsAction action = actions.get(name);
            if (action == null) {
                throw AwsError.bad(
                        "InvalidAction",
                        "The action '%s' is not valid for this web service.".formatted(name));
            }
            String version = request.need("Version");
            if (!sts && !version.equals(EC2_VERSION)) {
                throw AwsError.bad(
                        "NoSuchVersion",
                        "Expected Version=%s, found %s".formatted(EC2_VERSION, version));
            }
            return action.act().apply(request);
        } catch (AwsError e) {
            return Outcome.of(AwsAnswers.error(sts, e));
        }
    }

    private AwsRequest authorized(Call call, Fields fields, String name) {
        SigV4 signature = SigV4.of(call);
        Credentials.Key key =
                credentials.find(
                        signature.accessKeyId(),
                        call.header("x-amz-security-token"),
                        world.realNow());
        boolean genuine =
                Stream.of("/aws" + call.path(), "/aws", call.path())
                        .anyMatch(path -> signature.isSignatureOf(call, path, key.secret()));
        if (!genuine) {
            throw new AwsError(
                    STS_ACTIONS.contains(name) ? 403 : 401,
                    STS_ACTIONS.contains(name) ? "SignatureDoesNotMatch" : "AuthFailure",
                    "AWS was not able to validate the provided access credentials");
        }
        return new AwsRequest(name, signature.region(), key.accessKeyId(), key.arn(), fields);
    }

    @Override
    public Answer refusal(Fault.Kind kind, int status, Operation operation, Call call) {
        boolean sts = STS_ACTIONS.contains(operation.name());
        return switch (kind) {
            case HTML -> Answer.html(503, "<html><body>Service Unavailable</body></html>");
            case UNAUTHORIZED ->
                    AwsAnswers.error(
                            sts,
                            new AwsError(
                                    403,
                                    "UnauthorizedOperation",
                                    "You are not authorized to perform this operation."));
            case THROTTLE, RATE_LIMIT, CONCURRENCY_LIMIT ->
                    AwsAnswers.error(
                            sts,
                            new AwsError(503, "RequestLimitExceeded", "Request limit exceeded."));
            case STATUS, DELAY, APPLY_THEN_DROP, DROP_BEFORE ->
                    AwsAnswers.error(sts, byStatus(status));
        };
    }

    private static AwsError byStatus(int status) {
        return switch (status) {
            case 500 -> new AwsError(500, "InternalError", "An internal error has occurred");
            case 503 -> new AwsError(503, "Unavailable", "The service is unavailable.");
            default -> new AwsError(status, "InjectedFault", "Injected fault");
        };
    }
}
