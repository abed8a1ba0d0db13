package io.sluice.policy.category;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a policy of a category does. How is the generator's business.
public enum Recipe {
    /// Named programs may not speak to the cloud's metadata service.
    METADATA_ACCESS,
    /// Scanners may not be run; no raw or packet sockets.
    SCANNING,
    /// No new namespaces, and none entered, from within a container.
    NAMESPACE_ESCAPE,
    /// Nobody who is not root becomes it.
    SETUID_ROOT,
    /// Miners may not be run, pools may not be spoken to.
    MINING,
    /// What was detected may not start shells, shells may not speak to the outside.
    REVERSE_SHELL,
    /// The destination that was detected may not be spoken to.
    DESTINATION,
    /// The program that was detected may not load kernel modules.
    KERNEL_MODULE,
    /// Nothing: such findings are counted and reported, no policy answers them.
    NONE;

    /// As it is written in the table: `metadata-access`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Recipe> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }
}
