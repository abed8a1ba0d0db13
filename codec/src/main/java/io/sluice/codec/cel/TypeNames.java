package io.sluice.codec.cel;

import java.util.ArrayList;

/// CEL's names of types as people call them.
final class TypeNames {
    private TypeNames() {}

    static String of(String type) {
        if (type.startsWith("@object") || type.startsWith("map(")) {
            return "an object";
        }
        if (type.startsWith("list(")) {
            return "a list";
        }
        return switch (type) {
            case "string" -> "a text";
            case "int", "uint" -> "a whole number";
            case "double" -> "a number";
            case "bool" -> "true or false";
            case "null_type", "null" -> "null";
            case "google.protobuf.Timestamp" -> "a timestamp";
            case "google.protobuf.Duration" -> "a duration";
            case "dyn" -> "any value";
            default -> type;
        };
    }

    /// The types in CEL's `(string, int)` or `string.(int)`.
    static String list(String types) {
        var names = new ArrayList<String>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i <= types.length(); i++) {
            char c = i < types.length() ? types.charAt(i) : ',';
            boolean opensArguments = c == '(' && (i == 0 || types.charAt(i - 1) == '.');
            if (opensArguments) {
                if (i > 1) {
                    names.add(of(types.substring(begin, i - 1)));
                }
                begin = i + 1;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && depth > 0) {
                depth--;
            } else if ((c == ',' || c == ')') && depth == 0) {
                var name = types.substring(begin, i).strip();
                if (!name.isEmpty()) {
                    names.add(of(name));
                }
                begin = i + 1;
            }
        }
        return String.join(" and ", names);
    }
}
