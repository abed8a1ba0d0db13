package io.sluice.sandbox.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A tag of the Qualys subscription. Names need not be unique.
public record AssetTag(
        long id,
        String name,
        @Nullable Long parentTagId,
        @Nullable String color,
        String ruleType,
        @Nullable String ruleText,
        @Nullable String provider,
        @Nullable Integer criticalityScore,
        Instant created,
        Instant modified) {}
