package io.sluice.db.policy;

import io.sluice.policy.finding.Finding;
import io.sluice.policy.manifest.Manifest;
import io.sluice.policy.register.Tuning;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The form in which records of policies stand in their columns.
final class PolicyJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private PolicyJson() {}

    static String write(Object record) {
        return MAPPER.writeValueAsString(record);
    }

    static @Nullable String orNull(Optional<Manifest> manifest) {
        return manifest.map(PolicyJson::write).orElse(null);
    }

    static String texts(Collection<String> texts) {
        return MAPPER.writeValueAsString(texts.stream().sorted().toList());
    }

    static String inOrder(List<String> texts) {
        return MAPPER.writeValueAsString(texts);
    }

    static List<String> texts(String text) {
        return MAPPER.readValue(text, TEXTS);
    }

    static Finding finding(String text) {
        return MAPPER.readValue(text, Finding.class);
    }

    static Tuning tuning(String text) {
        return MAPPER.readValue(text, Tuning.class);
    }

    static Optional<Manifest> manifest(@Nullable String text) {
        return Optional.ofNullable(text).map(one -> MAPPER.readValue(one, Manifest.class));
    }
}
