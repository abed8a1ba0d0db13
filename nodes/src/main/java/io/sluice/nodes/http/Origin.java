package io.sluice.nodes.http;

import okhttp3.HttpUrl;

/// Who is spoken to: scheme, host and port (RFC 6454).
record Origin(String scheme, String host, int port) {
    static Origin of(HttpUrl url) {
        return new Origin(url.scheme(), url.host(), url.port());
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
