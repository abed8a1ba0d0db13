package io.sluice.app.trigger.signature;

import java.util.ArrayList;

/// `Stripe-Signature: t=<seconds>,v1=<hex>[,v1=…]` over `<t>.` and the body; any `v1` may match.
record Stripe() implements Scheme {
    @Override
    public boolean verify(Delivery delivery, String secret) {
        var time = "";
        var signatures = new ArrayList<String>();
        for (var part : delivery.header("Stripe-Signature").orElse("").split(",")) {
            var text = part.strip();
            if (text.startsWith("t=")) {
                time = text.substring(2);
            } else if (text.startsWith("v1=")) {
                signatures.add(text.substring(3));
            }
        }
        if (!Scheme.recent(time, delivery.receivedAt())) {
            return false;
        }
        var expected = Hmac.of(secret, Hmac.utf8(time + "."), delivery.body());
        boolean any = false;
        for (var signature : signatures) {
            any |= Hmac.hexEquals(expected, signature);
        }
        return any;
    }
}
