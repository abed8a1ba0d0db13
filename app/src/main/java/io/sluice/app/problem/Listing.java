package io.sluice.app.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of a list, as it leaves.
///
/// @param next cursor of the next page; null on the last
public record Listing<T>(List<T> items, @Nullable String next) {
    public Listing {
        items = List.copyOf(items);
    }
}
