package io.sluice.sandbox.qualys.fo;

import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Xml;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// The envelopes of FO: each names a remote document type, as the platform does.
record FoAnswers(Instant now) {
    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    Answer done(String text, Map<String, String> items) {
        return simple(200, "", text, items);
    }

    Answer error(FoError error) {
        return simple(error.status(), Integer.toString(error.code()), error.text(), error.items());
    }

    private Answer simple(int status, String code, String text, Map<String, String> items) {
        Xml xml =
                new Xml()
                        .in(
                                "SIMPLE_RETURN",
                                s ->
                                        s.in(
                                                "RESPONSE",
                                                r -> {
                                                    r.leaf("DATETIME", time(now));
                                                    r.leaf("CODE", code.isEmpty() ? null : code);
                                                    r.leaf("TEXT", text);
                                                    items(r, items);
                                                }));
        return Answer.xml(
                status, xml.document(doctype("SIMPLE_RETURN", "api/2.0/simple_return.dtd")));
    }

    private static void items(Xml xml, Map<String, String> items) {
        if (!items.isEmpty()) {
            xml.each(
                    "ITEM_LIST",
                    "ITEM",
                    new LinkedHashMap<>(items).entrySet(),
                    (x, item) -> x.leaf("KEY", item.getKey()).leaf("VALUE", item.getValue()));
        }
    }

    /// A list answer: `<ROOT><RESPONSE><DATETIME>…`.
    Answer list(String root, String dtd, Consumer<Xml> content) {
        Xml xml =
                new Xml()
                        .in(
                                root,
                                x ->
                                        x.in(
                                                "RESPONSE",
                                                r ->
                                                        content.accept(
                                                                r.leaf("DATETIME", time(now)))));
        return Answer.xml(200, xml.document(doctype(root, dtd)));
    }

    private static String doctype(String root, String dtd) {
        return "<!DOCTYPE %s SYSTEM \"https://qualysapi.example/%s\">".formatted(root, dtd);
    }
}
