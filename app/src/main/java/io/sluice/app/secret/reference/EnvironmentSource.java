package io.sluice.app.secret.reference;

import java.util.Map;

/// `env:NAME`: a variable of the server's process.
record EnvironmentSource(Map<String, String> environment) implements SecretSource {
    @Override
    public String scheme() {
        return "env";
    }

    @Override
    public boolean configured() {
        return true;
    }

    @Override
    public String read(SecretReference reference) {
        var value = environment.get(reference.place());
        if (value == null || value.isEmpty()) {
            throw UnresolvedSecret.permanent(
                    reference, "a value", "the variable not set; set it and start the server anew");
        }
        return value;
    }
}
