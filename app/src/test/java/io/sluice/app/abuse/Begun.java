package io.sluice.app.abuse;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/// An answer without end, of which only the beginning is of interest.
record Begun(HttpResponse<?> live) implements HttpResponse<String> {
    @Override
    public int statusCode() {
        return live.statusCode();
    }

    @Override
    public HttpRequest request() {
        return live.request();
    }

    @Override
    public Optional<HttpResponse<String>> previousResponse() {
        return Optional.empty();
    }

    @Override
    public HttpHeaders headers() {
        return live.headers();
    }

    @Override
    public String body() {
        return "";
    }

    @Override
    public Optional<SSLSession> sslSession() {
        return live.sslSession();
    }

    @Override
    public URI uri() {
        return live.uri();
    }

    @Override
    public HttpClient.Version version() {
        return live.version();
    }
}
