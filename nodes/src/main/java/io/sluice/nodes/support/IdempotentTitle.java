package io.sluice.nodes.support;

import io.sluice.engine.node.NodeContext;

/// Names for things made outside that carry the effect's key, so that a search finds them again.
public final class IdempotentTitle {
    /// Key of the tag or label that holds an effect's key.
    public static final String TAG = "sluice:effect";

    private IdempotentTitle() {}

    /// `"Sluice scan of i-0aa [sluice 3f…]"`: the same in every attempt of this effect, at most
    /// `max` characters, cut in the text, never in the key.
    ///
    /// @param max the provider's longest title; more than the marker's own length
    public static String of(String text, NodeContext context, int max) {
        var marker = marker(context.effectKey());
        var room = max - marker.length() - 1;
        if (room < 1) {
            throw new IllegalArgumentException(
                    "Expected room for more than the marker's "
                            + marker.length()
                            + " characters, found "
                            + max
                            + ".");
        }
        return Texts.shorten(text, room) + " " + marker;
    }

    /// The part to search for.
    public static String marker(String effectKey) {
        return "[sluice " + effectKey + "]";
    }

    /// Whether a title found outside belongs to this effect.
    public static boolean isOf(String title, String effectKey) {
        return title.contains(marker(effectKey));
    }
}
