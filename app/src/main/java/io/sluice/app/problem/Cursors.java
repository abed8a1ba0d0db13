package io.sluice.app.problem;

import io.sluice.db.Page;
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
        try {
            var found = page.apply(Optional.ofNullable(cursor).filter(text -> !text.isBlank()));
            return new Listing<>(
                    found.items().stream().map(view).toList(), found.next().orElse(null));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ApiProblem(
                    ErrorCode.BAD_CURSOR,
                    "Expected a cursor that an earlier page gave as 'next', found '"
                            + cursor
                            + "'; begin without one.");
        }
    }
}
