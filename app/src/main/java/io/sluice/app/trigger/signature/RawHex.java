package io.sluice.app.trigger.signature;

/// The HMAC of the body in hexadecimal, in a header of any name, with or without `sha256=`. It has
/// no timestamp: a replay is stopped by the dedupe key.
record RawHex(String header) implements Scheme {
    private static final String PREFIX = "sha256=";

    @Override
    public boolean verify(Delivery delivery, String secret) {
        var signature = delivery.header(header).orElse("").strip();
        var hex = signature.startsWith(PREFIX) ? signature.substring(PREFIX.length()) : signature;
        return Hmac.hexEquals(Hmac.of(secret, delivery.body()), hex);
    }
}
