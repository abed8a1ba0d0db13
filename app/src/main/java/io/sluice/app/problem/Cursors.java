package io.sluice.app.problem;

import io.sluice.db.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Pages of lists: from the cursor of a request to the page of an answer.
public final class Cursors {
    private Cursors() {}

    /// @param page reads a page from a cursor
    /// @param view how an item leaves
    public static <S, T> Listing<T> list(
            @Nullable String cursor,
            Function<Optional<String>, Page<S>> page,
            Function<S, T> view) {
        return together(cursor, page, items -> items.stream().map(view).toList());
    }

    /// @param page reads a page from a cursor
    /// @param views how the items of a page leave, which takes more to be read of all of them at
    ///   once
    public static <S, T> Listing<T> together(
            @Nullable String cursor,
            Function<Optional<String>, Page<S>> page,
            Function<List<S>, List<T>> views) {
        try {
            var found = page.apply(Optional.ofNullable(cursor).filter(text -> !text.isBlank()));
            return new Listing<>(views.apply(found.items()), found.next().orElse(null));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ApiProblem(
                    ErrorCode.BAD_CURSOR,
                    "Expected a cursor that an earlier page gave as 'next', found '"
                            + cursor
                            + "'; begin without one.");
        }
    }
}
