package io.sluice.sandbox.servicenow;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.BasicUser;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Fields;
import io.sluice.sandbox.http.Tokens;
import io.sluice.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// `POST /oauth_token.do`: password, client credentials and refresh.
record OAuth(World world, Tokens tokens) {
    private static final String CLIENT_ID = "sandbox-client";
    private static final String CLIENT_SECRET = "sandbox-client-secret";
    private static final Duration ACCESS = Duration.ofSeconds(1799);
    private static final Duration REFRESH = Duration.ofDays(100);

    Outcome token(Call call) {
        Fields form = call.formFields();
        boolean client =
                form.orElse("client_id", "").equals(CLIENT_ID)
                        && form.orElse("client_secret", "").equals(CLIENT_SECRET);
        boolean granted =
                client
                        && switch (form.orElse("grant_type", "")) {
                            case "client_credentials" -> true;
                            case "password" ->
                                    BasicUser.is(
                                            form.orElse("username", ""),
                                            form.orElse("password", ""));
                            case "refresh_token" -> isRefresh(form.orElse("refresh_token", ""));
                            default -> false;
                        };
        return Outcome.of(
                granted
                        ? grant(!form.orElse("grant_type", "").equals("client_credentials"))
                        : refuse());
    }

    private boolean isRefresh(String token) {
        return tokens.subject(token, world.realNow()).filter("refresh"::equals).isPresent();
    }

    private Answer grant(boolean withRefresh) {
        Instant now = world.realNow();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("access_token", tokens.issue("access", now, now.plus(ACCESS)));
        if (withRefresh) {
            body.put("refresh_token", tokens.issue("refresh", now, now.plus(REFRESH)));
        }
        body.put("scope", "useraccount");
        body.put("token_type", "Bearer");
        body.put("expires_in", ACCESS.toSeconds());
        return Answer.json(200, body);
    }

    private static Answer refuse() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", "access_denied");
        body.put("error_description", "access_denied");
        return Answer.json(401, body);
    }

    boolean isAccess(String token) {
        return tokens.subject(token, world.realNow()).filter("access"::equals).isPresent();
    }
}
