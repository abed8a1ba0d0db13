package io.sluice.app.nodetype;

import io.sluice.engine.node.AwaitNode;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.ReadNode;
import io.sluice.engine.port.Catalogue.NodeEntry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What people and programs must know to use a node type.
///
/// @param kind `read`, `effect` or `await`
/// @param effectClass what the provider offers against doing a thing twice; null unless an effect
/// @param connectionType null when it needs none
/// @param purpose what its change is for: `contain`, `patch`, `restore`, `assess`, `label`,
///   `notify` or `other`
record NodeTypeView(
        String id,
        int version,
        String title,
        String category,
        String icon,
        String summary,
        String docs,
        List<String> searchWords,
        String kind,
        @Nullable String effectClass,
        @Nullable String connectionType,
        Map<String, @Nullable Object> configSchema,
        Map<String, @Nullable Object> outputSchema,
        Map<String, String> errors,
        List<String> permissions,
        boolean undoable,
        String purpose) {

    static NodeTypeView of(NodeEntry entry) {
        var about = entry.type().descriptor();
        var effect = entry.type() instanceof EffectNode<?, ?, ?> node ? node : null;
        return new NodeTypeView(
                about.id(),
                about.version(),
                about.title(),
                about.category(),
                about.icon(),
                about.summary(),
                about.docs(),
                about.searchWords(),
                switch (entry.type()) {
                    case ReadNode<?, ?> _ -> "read";
                    case EffectNode<?, ?, ?> _ -> "effect";
                    case AwaitNode<?, ?> _ -> "await";
                },
                effect == null ? null : effect.effectClass().name().toLowerCase(Locale.ROOT),
                about.connectionType().isEmpty() ? null : about.connectionType(),
                entry.configSchema(),
                entry.outputSchema(),
                about.errors(),
                about.permissions(),
                effect != null && effect.undo().isPresent(),
                about.purpose().name().toLowerCase(Locale.ROOT));
    }
}
