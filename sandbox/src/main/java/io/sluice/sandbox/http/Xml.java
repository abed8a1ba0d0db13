package io.sluice.sandbox.http;

import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes XML text: `new Xml().in("a", a -> a.leaf("b", 1))`.
public final class Xml {
    private final StringBuilder text = new StringBuilder();

    /// An element with children; `name` may carry attributes already escaped.
    public Xml in(String name, Consumer<Xml> children) {
        text.append('<').append(name).append('>');
        children.accept(this);
        int space = name.indexOf(' ');
        text.append("</").append(space < 0 ? name : name.substring(0, space)).append('>');
        return this;
    }

    /// An element with text; nothing at all when the value is null.
    public Xml leaf(String name, @Nullable Object value) {
        return value == null ? this : in(name, x -> x.text.append(escape(value.toString())));
    }

    /// Text within the element that is open.
    public Xml text(Object value) {
        text.append(escape(value.toString()));
        return this;
    }

    /// An element whose text stands in a CDATA section.
    public Xml cdata(String name, String value) {
        String safe = legal(value).replace("]]>", "]]]]><![CDATA[>");
        return in(name, x -> x.text.append("<![CDATA[").append(safe).append("]]>"));
    }

    /// An element holding one `item` element for each value.
    public <T> Xml each(String name, String item, Collection<T> values, BiConsumer<Xml, T> one) {
        return in(
                name,
                list -> {
                    for (T value : values) {
                        list.in(item, x -> one.accept(x, value));
                    }
                });
    }

    public static String escape(String value) {
        return legal(value)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /// Characters that XML 1.0 cannot hold, not even escaped, become a question mark.
    private static String legal(String value) {
        return value.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "?");
    }

    public String document() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text;
    }

    public String document(String doctype) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + doctype + "\n" + text;
    }
}
