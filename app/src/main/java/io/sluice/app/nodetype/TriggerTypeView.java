package io.sluice.app.nodetype;

import io.sluice.engine.port.Catalogue.TriggerEntry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What people and programs must know to use a trigger type.
///
/// @param source `manual`, `webhook`, `eventbridge` or `schedule`
record TriggerTypeView(
        String id,
        int version,
        String title,
        String category,
        String icon,
        String summary,
        String docs,
        List<String> searchWords,
        String source,
        Map<String, @Nullable Object> configSchema,
        Map<String, @Nullable Object> eventSchema) {

    static TriggerTypeView of(TriggerEntry entry) {
        var about = entry.type().descriptor();
        return new TriggerTypeView(
                about.id(),
                about.version(),
                about.title(),
                about.category(),
                about.icon(),
                about.summary(),
                about.docs(),
                about.searchWords(),
                entry.type().source().name().toLowerCase(Locale.ROOT),
                entry.configSchema(),
                entry.eventSchema());
    }
}
