package io.sluice.policy.manifest;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/// YAML as data, never as objects: written so that no text can break out of its place (whatever
/// could be taken for anything but a text is quoted), read with bounds.
public final class Yaml {
    private static final YAMLMapper MAPPER = mapper(true);

    /// Where a text has several lines: the block style, in which those would be written otherwise,
    /// ends at line breaks that only some readers know.
    private static final YAMLMapper QUOTING = mapper(false);

    private static final String BREAKS = "\n\r\u0085\u2028\u2029";

    private Yaml() {}

    /// What a text turned out to be.
    public sealed interface Read {}

    public record Content(@Nullable Object value) implements Read {}

    /// @param why with line and column
    public record Malformed(String why) implements Read {}

    public static Read read(String text) {
        try {
            return new Content(MAPPER.readValue(text, Object.class));
        } catch (JacksonException e) {
            return new Malformed("Expected YAML: " + e.getOriginalMessage() + where(e));
        }
    }

    public static String write(Map<String, ?> object) {
        return (breaks(object) ? QUOTING : MAPPER).writeValueAsString(object);
    }

    private static boolean breaks(@Nullable Object value) {
        return switch (value) {
            case String text -> text.chars().anyMatch(c -> BREAKS.indexOf(c) >= 0);
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .anyMatch(each -> breaks(each.getKey()) || breaks(each.getValue()));
            case Collection<?> all -> all.stream().anyMatch(Yaml::breaks);
            case null, default -> false;
        };
    }

    private static YAMLMapper mapper(boolean minimal) {
        return YAMLMapper.builder(
                        YAMLFactory.builder()
                                .streamReadConstraints(
                                        StreamReadConstraints.builder()
                                                .maxNestingDepth(50)
                                                .maxDocumentLength(2_000_000)
                                                .maxStringLength(200_000)
                                                .build())
                                .configure(YAMLWriteFeature.MINIMIZE_QUOTES, minimal)
                                .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                                .stringQuotingChecker(new Quoting())
                                .enable(YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
                                .disable(YAMLWriteFeature.SPLIT_LINES)
                                .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                                .build())
                .disable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
    }

    private static String where(JacksonException e) {
        var at = e.getLocation();
        return at == null
                ? "."
                : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ").";
    }
}
