package io.sluice.app.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/// The page's index.html, with a nonce of its own in every answer.
@Component
class IndexPage {
    private static final String PLACEHOLDER = "__CSP_NONCE__";

    /// Served when the application was built without the web page.
    private static final String NO_PAGE =
            """
            <!doctype html>
            <html lang="en">
              <head><meta charset="utf-8"><title>Sluice</title></head>
              <body><h1>Sluice</h1><p>This build has no web page. The API is at /api/v1.</p></body>
            </html>
            """;

    private final SecureRandom random = new SecureRandom();
    private final String html;

    IndexPage() {
        html = load();
    }

    /// @param policy the content security policy that goes with the text
    record Rendered(String html, String policy) {}

    Rendered render() {
        var bytes = new byte[18];
        random.nextBytes(bytes);
        var nonce = Base64.getUrlEncoder().encodeToString(bytes);
        return new Rendered(html.replace(PLACEHOLDER, nonce), policy(nonce));
    }

    private static String policy(String nonce) {
        return "default-src 'none'; script-src 'self' 'nonce-%s'; style-src 'self' 'nonce-%s';"
                        .formatted(nonce, nonce)
                + " img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self';"
                + " worker-src 'self' blob:; manifest-src 'self'; base-uri 'none';"
                + " form-action 'self'; frame-ancestors 'none'; object-src 'none'";
    }

    private static String load() {
        for (var place : new String[] {"static/index.html", "META-INF/resources/index.html"}) {
            var resource = new ClassPathResource(place);
            if (resource.exists()) {
                try {
                    return resource.getContentAsString(StandardCharsets.UTF_8);
                } catch (IOException e) {
                    throw new UncheckedIOException("Could not read " + place, e);
                }
            }
        }
        return NO_PAGE;
    }
}
