package io.sluice.app.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The forms in which a secret turns up in texts: as it is, URL-encoded, in Base64 and within other
/// Base64, in hexadecimal, escaped for JSON, XML and mail, and parts of it that are long enough to
/// matter.
final class SecretForms {
    /// Shorter ones are everyday words: blotting them out would spoil every text.
    static final int SHORTEST = 6;

    private static final int SHORTEST_CODE = 8;
    private static final int PART = 16;
    private static final int LONG = 24;
    private static final int LONGEST_PARTED = 8_192;
    private static final int DISTINCT = 6;

    private SecretForms() {}

    static Set<String> of(String secret) {
        var forms = new LinkedHashSet<String>();
        add(forms, secret, SHORTEST);
        add(forms, secret.strip(), SHORTEST);
        parts(forms, secret);
        escaped(forms, secret);
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        add(forms, HexFormat.of().formatHex(bytes), SHORTEST_CODE);
        add(forms, HexFormat.of().withUpperCase().formatHex(bytes), SHORTEST_CODE);
        for (int before = 0; before < 3; before++) {
            base64(forms, bytes, before);
        }
        return forms;
    }

    private static void add(Collection<String> forms, String text, int shortest) {
        if (text.length() >= shortest) {
            forms.add(text);
        }
    }

    /// What all Base64 texts have in common that hold these bytes after so many others; of
    /// `user:secret` too.
    private static void base64(Set<String> forms, byte[] bytes, int before) {
        var shifted = new byte[bytes.length + before];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        var text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        // The first and last characters also depend on what stands beside.
        int from = before == 0 ? 0 : before + 1;
        int to = shifted.length * 8 / 6;
        if (to - from >= SHORTEST_CODE) {
            var core = text.substring(from, to);
            forms.add(core);
            forms.add(core.replace('+', '-').replace('/', '_'));
        }
    }

    private static void escaped(Set<String> forms, String secret) {
        var url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        for (var form : List.of(url, url.replace("+", "%20"), strict(secret))) {
            add(forms, form, SHORTEST);
            add(forms, lowerCased(form), SHORTEST);
        }
        var json = secret.replace("\\", "\\\\").replace("\"", "\\\"");
        var lines = json.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
        add(forms, lines, SHORTEST);
        add(forms, lines.replace("/", "\\/"), SHORTEST);
        add(forms, ascii(lines), SHORTEST);
        add(forms, xml(secret, "&#39;"), SHORTEST);
        add(forms, xml(secret, "&apos;"), SHORTEST);
        add(forms, quotedPrintable(secret), SHORTEST);
    }

    /// Every byte that RFC 3986 does not call unreserved.
    private static String strict(String secret) {
        return URLEncoder.encode(secret, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String lowerCased(String url) {
        var text = new StringBuilder(url);
        for (int i = 0; i + 2 < text.length(); i++) {
            if (text.charAt(i) == '%') {
                text.replace(i + 1, i + 3, text.substring(i + 1, i + 3).toLowerCase(Locale.ROOT));
            }
        }
        return text.toString();
    }

    private static String ascii(String text) {
        var ascii = new StringBuilder();
        text.chars()
                .forEach(one -> {
                    if (one < 0x80) {
                        ascii.append((char) one);
                    } else {
                        ascii.append("\\u").append(HexFormat.of().toHexDigits((char) one));
                    }
                });
        return ascii.toString();
    }

    private static String xml(String text, String apostrophe) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", apostrophe);
    }

    private static String quotedPrintable(String text) {
        var coded = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            if (one > ' ' && one != '=' && one != 0x7f) {
                coded.append((char) one);
            } else {
                coded.append('=').append(HexFormat.of().withUpperCase().toHexDigits(one));
            }
        }
        return coded.toString();
    }

    /// Of a long secret every run of 16 characters; a text cut short in its middle gives nothing
    /// away. Frames such as `-----BEGIN …` are not part of what is secret.
    private static void parts(Set<String> forms, String secret) {
        if (secret.length() > LONGEST_PARTED) {
            return;
        }
        for (var line : Arrays.asList(secret.split("\\R"))) {
            if (line.length() < (secret.length() > line.length() ? PART : LONG)
                    || line.startsWith("-----")) {
                continue;
            }
            for (int from = 0; from + PART <= line.length(); from++) {
                var part = line.substring(from, from + PART);
                if (part.chars().distinct().count() >= DISTINCT) {
                    forms.add(part);
                }
            }
        }
    }
}
