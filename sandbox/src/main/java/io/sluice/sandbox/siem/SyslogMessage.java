package io.sluice.sandbox.siem;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a message of RFC 5424.
final class SyslogMessage {
    private static final Pattern FORM =
            Pattern.compile(
                    "<([0-9]{1,3})>1 (-|[^ ]{1,64}) ([!-~]{1,255}) ([!-~]{1,48}) ([!-~]{1,128}) ([!-~]{1,32}) "
                            + "(-|(?:\\[(?:[^\\]\\\\]|\\\\.)*\\])+)(?: (.*))?",
                    Pattern.DOTALL);
    private static final int MAX_PRIORITY = 191;

    private SyslogMessage() {}

    /// Its parts, or null when it is not as the RFC says.
    static @Nullable Map<String, @Nullable Object> parse(String text) {
        Matcher read = FORM.matcher(text);
        if (!read.matches()) {
            return null;
        }
        int priority = Integer.parseInt(read.group(1));
        if (priority > MAX_PRIORITY || !isTime(read.group(2))) {
            return null;
        }
        String message = read.group(8) == null ? "" : read.group(8);
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        parts.put("facility", priority / 8);
        parts.put("severity", priority % 8);
        parts.put("timestamp", read.group(2));
        parts.put("hostname", read.group(3));
        parts.put("appName", read.group(4));
        parts.put("procId", read.group(5));
        parts.put("msgId", read.group(6));
        parts.put("structuredData", read.group(7));
        parts.put("message", message.startsWith("\uFEFF") ? message.substring(1) : message);
        return parts;
    }

    private static boolean isTime(String text) {
        try {
            return text.equals("-") || OffsetDateTime.parse(text).getNano() % 1_000 == 0;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
