package io.sluice.app.trigger;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.ProblemView;
import io.sluice.app.trigger.signature.Delivery;
import io.sluice.codec.value.JsonValues;
import io.sluice.codec.value.MalformedJson;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/// What all hooks share: raw deliveries, bodies, and one refusal for whoever is not known.
final class Hooks {
    private static final List<String> PRIVATE =
            List.of("authorization", "cookie", "proxy-authorization", "x-api-key", "x-flow-token");

    private Hooks() {}

    static Delivery delivery(HttpServletRequest request, byte[] body, Instant now) {
        var headers = new LinkedHashMap<String, String>();
        for (var name : Collections.list(request.getHeaderNames())) {
            var values = Collections.list(request.getHeaders(name));
            // Which of several was signed nobody can tell: then there is none.
            if (values.size() == 1) {
                headers.put(name.toLowerCase(Locale.ROOT), values.getFirst());
            }
        }
        return new Delivery(headers, body, now);
    }

    /// The headers a run may see: none by which the sender proves who it is.
    static Map<String, String> visible(Map<String, String> headers, String signatureHeader) {
        var visible = new TreeMap<>(headers);
        PRIVATE.forEach(visible::remove);
        visible.keySet()
                .removeIf(name ->
                        name.contains("signature")
                                || name.contains("token")
                                || name.equalsIgnoreCase(signatureHeader));
        return visible;
    }

    /// JSON, or the fields of a form.
    ///
    /// @throws ApiProblem that says where it is malformed
    static @Nullable Object body(@Nullable String contentType, byte[] body) {
        if (contentType != null
                && contentType
                        .toLowerCase(Locale.ROOT)
                        .startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
            return form(new String(body, StandardCharsets.UTF_8));
        }
        try {
            return JsonValues.read(body);
        } catch (MalformedJson e) {
            var place = "line " + e.line() + ", column " + e.column();
            throw new ApiProblem(
                    ErrorCode.BAD_REQUEST,
                    e.getMessage(),
                    List.of(ProblemView.at(place, e.getMessage())));
        } catch (IllegalArgumentException e) {
            throw new ApiProblem(ErrorCode.BAD_REQUEST, "Expected JSON: " + e.getMessage());
        }
    }

    private static Map<String, @Nullable Object> form(String text) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        for (var pair : text.split("&")) {
            int split = pair.indexOf('=');
            if (split > 0) {
                fields.put(decoded(pair.substring(0, split)), decoded(pair.substring(split + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ApiProblem(ErrorCode.BAD_REQUEST, "Expected a well-formed form body.");
        }
    }

    /// The same whether the address, the signature, the time or the secret is missing or wrong, so
    /// that nobody learns which addresses exist.
    static ApiProblem noSuchAddress() {
        return new ApiProblem(
                ErrorCode.NOT_FOUND,
                "Expected a webhook's address and a good, recent signature, found otherwise; check"
                        + " address, secret and clock.");
    }

    /// Of an address that everybody knows: the same for every reason.
    static ApiProblem unknown() {
        return new ApiProblem(
                ErrorCode.BAD_SIGNATURE,
                "Expected an address that exists and a good, recent signature, found otherwise;"
                        + " check address, secret and clock.");
    }
}
