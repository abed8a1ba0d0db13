package io.sluice.sandbox.aws;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One page of a describe answer.
record Page<T>(List<T> items, @Nullable String nextToken) {
    /// Cuts `MaxResults` items from where `NextToken` left off; all of them without `MaxResults`.
    static <T> Page<T> of(AwsRequest request, List<T> all) {
        int from = request.find("NextToken").map(Page::offset).orElse(0);
        Optional<String> max = request.find("MaxResults");
        if (max.isEmpty()) {
            return new Page<>(all.subList(Math.min(from, all.size()), all.size()), null);
        }
        int to = Math.min(all.size(), from + size(max.get()));
        return new Page<>(all.subList(Math.min(from, to), to), to < all.size() ? token(to) : null);
    }

    private static int size(String max) {
        try {
            int size = Integer.parseInt(max);
            if (size >= 5 && size <= 1000) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw badSize(max);
        }
        throw badSize(max);
    }

    private static AwsError badSize(String max) {
        return AwsError.badValue("MaxResults", max, "Expected a value from 5 to 1000");
    }

    private static String token(int offset) {
        byte[] text = ("offset:" + offset).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    private static int offset(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return Integer.parseInt(text.replaceFirst("^offset:", ""));
        } catch (IllegalArgumentException e) {
            throw AwsError.badValue("NextToken", token, "Use the token of the page before");
        }
    }
}
