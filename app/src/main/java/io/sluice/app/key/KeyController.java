package io.sluice.app.key;

import io.sluice.app.key.KeyRotation.KeysView;
import io.sluice.app.security.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// The master key.
@RestController
class KeyController {
    private final KeyRotation rotation;

    KeyController(KeyRotation rotation) {
        this.rotation = rotation;
    }

    @GetMapping("/api/v1/keys")
    KeysView show(Caller caller) {
        return rotation.show(caller);
    }

    @PostMapping("/api/v1/keys/rotate")
    KeysView rotate(Caller caller) {
        return rotation.rotate(caller);
    }
}
