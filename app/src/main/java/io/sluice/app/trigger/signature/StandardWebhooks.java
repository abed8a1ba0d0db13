package io.sluice.app.trigger.signature;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/// `webhook-signature`: one or more `v1,<base64>` over `<id>.<timestamp>.` and the body; the key is
/// what follows `whsec_` in the secret, in Base64.
record StandardWebhooks() implements Scheme {
    private static final String PREFIX = "v1,";

    @Override
    public boolean verify(Delivery delivery, String secret) {
        var id = delivery.header("webhook-id").orElse("");
        var time = delivery.header("webhook-timestamp").orElse("");
        var key = key(secret);
        if (id.isEmpty() || key.length == 0 || !Scheme.recent(time, delivery.receivedAt())) {
            return false;
        }
        var mac = Hmac.of(key, Hmac.utf8(id + "." + time + "."), delivery.body());
        var expected = Hmac.utf8(Base64.getEncoder().encodeToString(mac));
        boolean any = false;
        for (var signature : delivery.header("webhook-signature").orElse("").split(" ")) {
            any |=
                    signature.startsWith(PREFIX)
                            && MessageDigest.isEqual(
                                    expected, Hmac.utf8(signature.substring(PREFIX.length())));
        }
        return any;
    }

    private static byte[] key(String secret) {
        var text = secret.startsWith("whsec_") ? secret.substring("whsec_".length()) : secret;
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    @Override
    public Optional<String> deliveryId(Delivery delivery) {
        return delivery.header("webhook-id").filter(id -> !id.isBlank());
    }
}
