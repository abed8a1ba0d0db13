package io.sluice.sandbox.aws;

import io.sluice.sandbox.http.Call;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signature version 4 of one request, read from its `Authorization` header.
record SigV4(
        String accessKeyId,
        String date,
        String region,
        String service,
        String signedHeaders,
        String signature) {
    private static final Pattern HEADER =
            Pattern.compile(
                    "AWS4-HMAC-SHA256\\s+Credential=([^/]+)/(\\d{8})/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request,\\s*"
                            + "SignedHeaders=([a-z0-9;-]+),\\s*Signature=([0-9a-f]{64})");

    /// Throws [AwsError] when there is no signature or it is not well formed.
    static SigV4 of(Call call) {
        String header =
                call.header("authorization")
                        .orElseThrow(() ->
                                new AwsError(
                                        403,
                                        "MissingAuthenticationToken",
                                        "Request is missing Authentication Token"));
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            throw new AwsError(
                    400,
                    "IncompleteSignature",
                    "Expected AWS4-HMAC-SHA256 with Credential, SignedHeaders and Signature");
        }
        return new SigV4(
                matcher.group(1),
                matcher.group(2),
                matcher.group(3),
                matcher.group(4),
                matcher.group(5),
                matcher.group(6));
    }

    /// Whether the holder of `secret` signed this call, whose path was `path` before any prefix was
    /// cut.
    boolean isSignatureOf(Call call, String path, String secret) {
        String scope = "%s/%s/%s/aws4_request".formatted(date, region, service);
        String canonical =
                String.join(
                        "\n",
                        call.method(),
                        path,
                        canonicalQuery(call.query()),
                        canonicalHeaders(call),
                        "",
                        signedHeaders,
                        bodyHash(call));
        String toSign =
                String.join(
                        "\n",
                        "AWS4-HMAC-SHA256",
                        call.header("x-amz-date").orElse(""),
                        scope,
                        sha256(canonical));
        byte[] key = hmac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), date);
        for (String part : new String[] {region, service, "aws4_request"}) {
            key = hmac(key, part);
        }
        return MessageDigest.isEqual(
                hex(hmac(key, toSign)).getBytes(StandardCharsets.UTF_8),
                signature.getBytes(StandardCharsets.UTF_8));
    }

    private static String bodyHash(Call call) {
        return call.header("x-amz-content-sha256").orElseGet(() -> sha256(call.body()));
    }

    private static String canonicalQuery(String query) {
        String[] pairs = query.split("&");
        Arrays.sort(pairs);
        return String.join("&", pairs);
    }

    private String canonicalHeaders(Call call) {
        StringBuilder text = new StringBuilder();
        for (String name : signedHeaders.split(";")) {
            String value = call.header(name).orElse("").strip().replaceAll("\\s+", " ");
            text.append(text.isEmpty() ? "" : "\n")
                    .append(name.toLowerCase(Locale.ROOT))
                    .append(':')
                    .append(value);
        }
        return text.toString();
    }

    private static String sha256(String text) {
        try {
            return hex(
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK lacks SHA-256", e);
        }
    }

    static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK lacks HMAC-SHA256", e);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
