package io.sluice.app.trigger.signature;

import java.security.MessageDigest;

/// A fixed token in a header, for senders that cannot sign. `Bearer ` before it is allowed.
record Token(String header) implements Scheme {
    private static final String BEARER = "Bearer ";

    @Override
    public boolean verify(Delivery delivery, String secret) {
        var sent = delivery.header(header).orElse("");
        var token = sent.startsWith(BEARER) ? sent.substring(BEARER.length()) : sent;
        return MessageDigest.isEqual(Hmac.utf8(secret), Hmac.utf8(token));
    }
}
