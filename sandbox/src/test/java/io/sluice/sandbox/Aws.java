package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A plain client of the Query API that signs by hand, without the vendor's library.
record Aws(RunningSandbox sandbox) {
    private static final String SCOPE = "20260105/us-east-1/ec2/aws4_request";
    private static final String TIME = "20260105T100000Z";

    HttpResponse<String> call(String form) throws IOException {
        String body = form + "&Version=2016-11-15";
        String host = sandbox.url().substring("http://".length());
        String canonical =
                String.join(
                        "\n",
                        "POST",
                        "/aws/",
                        "",
                        "host:" + host,
                        "x-amz-date:" + TIME,
                        "",
                        "host;x-amz-date",
                        sha256(body));
        String toSign = String.join("\n", "AWS4-HMAC-SHA256", TIME, SCOPE, sha256(canonical));
        byte[] key = "AWS4sandbox-secret".getBytes(StandardCharsets.UTF_8);
        for (String part : SCOPE.split("/")) {
            key = hmac(key, part);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
        headers.put("X-Amz-Date", TIME);
        headers.put(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=AKIASANDBOX/%s, SignedHeaders=host;x-amz-date, Signature=%s"
                        .formatted(SCOPE, HexFormat.of().formatHex(hmac(key, toSign))));
        return sandbox.call("POST", "/aws/", headers, body);
    }

    String ok(String form) throws IOException {
        HttpResponse<String> answer = call(form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    String createGroup(String name) throws IOException {
        String xml = ok("Action=CreateSecurityGroup&GroupDescription=test&GroupName=" + name);
        return RunningSandbox.element(xml, "groupId");
    }

    private static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
