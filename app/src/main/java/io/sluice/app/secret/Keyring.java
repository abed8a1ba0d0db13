package io.sluice.app.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The master keys of an installation: one to seal with, and others that are still read while
/// secrets are changed over to it.
public record Keyring(MasterKey current, List<MasterKey> others) {
    public Keyring {
        others = List.copyOf(others);
    }

    /// @param texts keys in Base64, the current one first
    /// @throws IllegalArgumentException if there is none, or one of them is no key
    public static Keyring parse(List<String> texts, String from) {
        var keys =
                texts.stream()
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .map(text -> MasterKey.parse(text, from))
                        .toList();
        if (keys.isEmpty()) {
            throw MasterKey.noKey(from);
        }
        return new Keyring(keys.getFirst(), keys.subList(1, keys.size()));
    }

    /// With more keys to read by.
    Keyring reading(List<MasterKey> more) {
        var all = new ArrayList<>(others);
        all.addAll(more);
        return new Keyring(current, all);
    }

    Optional<MasterKey> find(String id) {
        return all().filter(key -> key.id().equals(id)).findFirst();
    }

    Stream<MasterKey> all() {
        return Stream.concat(Stream.of(current), others.stream());
    }
}
