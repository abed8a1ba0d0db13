package io.sluice.sandbox.aws;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.world.Cloud;
import io.sluice.sandbox.world.World;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// AssumeRole and GetCallerIdentity. Temporary keys live in real time: their holder's clock is
/// real.
record Sts(World world, Credentials credentials) {
    private static final String ROLE = "arn:aws[a-z-]*:iam::[0-9]{12}:role/.+";

    void register(Map<String, AwsAction> actions) {
        actions.put("AssumeRole", AwsAction.read(this::assumeRole));
        actions.put("GetCallerIdentity", AwsAction.read(this::identity));
    }

    private Outcome assumeRole(AwsRequest request) {
        String role = request.need("RoleArn");
        String session = request.need("RoleSessionName");
        if (!role.matches(ROLE)) {
            throw invalid("RoleArn must name a role: arn:aws:iam::<account>:role/<name>");
        }
        if (!session.matches("[\\w+=,.@-]{2,64}")) {
            throw invalid("RoleSessionName must have 2 to 64 characters of [\\w+=,.@-]");
        }
        request.find("ExternalId")
                .filter(id -> id.length() < 2 || id.length() > 1224)
                .ifPresent(id -> {
                    throw invalid("ExternalId must have 2 to 1224 characters");
                });
        String account = role.split(":")[4];
        if (!account.equals(Cloud.ACCOUNT)) {
            throw new AwsError(
                    403,
                    "AccessDenied",
                    "User: arn:aws:iam::%s:user/sandbox is not authorized to perform: sts:AssumeRole on resource: %s"
                            .formatted(Cloud.ACCOUNT, role));
        }
        String name = role.substring(role.indexOf("role/") + 5);
        String arn = "arn:aws:sts::%s:assumed-role/%s/%s".formatted(account, name, session);
        Credentials.Temporary key =
                credentials.issue(freshKeyId(), arn, lifetime(request), world.realNow());
        return Outcome.about(
                AwsAnswers.sts(
                        request.action(),
                        r ->
                                r.in(
                                                "Credentials",
                                                c ->
                                                        c.leaf("AccessKeyId", key.accessKeyId())
                                                                .leaf(
                                                                        "SecretAccessKey",
                                                                        key.secret())
                                                                .leaf("SessionToken", key.token())
                                                                .leaf("Expiration", key.expires()))
                                        .in(
                                                "AssumedRoleUser",
                                                u ->
                                                        u.leaf("Arn", arn)
                                                                .leaf(
                                                                        "AssumedRoleId",
                                                                        "AROASANDBOX:" + session))),
                role);
    }

    private static Duration lifetime(AwsRequest request) {
        String seconds = request.find("DurationSeconds").orElse("3600");
        if (!seconds.matches("[0-9]{1,6}")
                || Integer.parseInt(seconds) < 900
                || Integer.parseInt(seconds) > 43_200) {
            throw invalid("DurationSeconds must be from 900 to 43200");
        }
        return Duration.ofSeconds(Integer.parseInt(seconds));
    }

    private static String freshKeyId() {
        long bits = UUID.randomUUID().getMostSignificantBits();
        return "ASIA" + HexFormat.of().toHexDigits(bits).toUpperCase(Locale.ROOT);
    }

    private static AwsError invalid(String message) {
        return AwsError.bad("ValidationError", message);
    }

    private Outcome identity(AwsRequest request) {
        return Outcome.of(
                AwsAnswers.sts(
                        request.action(),
                        r ->
                                r.leaf("Arn", request.callerArn())
                                        .leaf("UserId", request.accessKeyId())
                                        .leaf("Account", Cloud.ACCOUNT)));
    }
}
