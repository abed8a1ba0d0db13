package io.sluice.app.problem;

import org.springframework.boot.jackson.JacksonComponent;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/// Texts of request bodies: neither the character 0 nor half a character, which no database stores.
@JacksonComponent
final class WholeTexts extends StdDeserializer<String> {
    WholeTexts() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.currentToken().isScalarValue()
                || parser.currentToken().isNumeric()
                || parser.currentToken().isBoolean()) {
            return (String) context.handleUnexpectedToken(String.class, parser);
        }
        var text = parser.getString();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair =
                    Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                return (String)
                        context.handleWeirdStringValue(
                                String.class,
                                text,
                                "a text without the character 0 and without halves of characters"
                                        + " is needed");
            }
        }
        return text;
    }
}
