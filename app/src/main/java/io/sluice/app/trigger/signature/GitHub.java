package io.sluice.app.trigger.signature;

/// `X-Hub-Signature-256: sha256=<hex>` over the body. `X-GitHub-Delivery` names the delivery but is
/// not signed: whoever sends an old delivery anew could give it another name, so the body counts.
record GitHub() implements Scheme {
    private static final String PREFIX = "sha256=";

    @Override
    public boolean verify(Delivery delivery, String secret) {
        var signature = delivery.header("X-Hub-Signature-256").orElse("");
        return signature.startsWith(PREFIX)
                && Hmac.hexEquals(
                        Hmac.of(secret, delivery.body()), signature.substring(PREFIX.length()));
    }
}
