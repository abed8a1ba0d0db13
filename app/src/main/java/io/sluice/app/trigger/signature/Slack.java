package io.sluice.app.trigger.signature;

/// `X-Slack-Signature: v0=<hex>` over `v0:<timestamp>:` and the body.
record Slack() implements Scheme {
    private static final String PREFIX = "v0=";

    @Override
    public boolean verify(Delivery delivery, String secret) {
        var time = delivery.header("X-Slack-Request-Timestamp").orElse("");
        var signature = delivery.header("X-Slack-Signature").orElse("");
        return signature.startsWith(PREFIX)
                && Scheme.recent(time, delivery.receivedAt())
                && Hmac.hexEquals(
                        Hmac.of(secret, Hmac.utf8("v0:" + time + ":"), delivery.body()),
                        signature.substring(PREFIX.length()));
    }
}
