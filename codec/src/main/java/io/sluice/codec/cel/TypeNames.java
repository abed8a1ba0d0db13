package io.sluice.codec.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import java.util.ArrayList;

/// CEL's names of types as people call them.
final class TypeNames {
    private TypeNames() {}

    /// A type as completely as it is known: "a list of texts", "a whole number or null".
    static String of(CelType type, boolean nullable) {
        var name =
                type instanceof ListType list && list.hasElemType()
                        ? "a list" + items(list.elemType())
                        : of(type.name());
        return nullable && !name.equals("null") ? name + " or null" : name;
    }

    private static String items(CelType item) {
        return switch (item.kind()) {
            case STRING -> " of texts";
            case INT, UINT -> " of whole numbers";
            case DOUBLE -> " of numbers";
            case BOOL -> " of true or false";
            case TIMESTAMP -> " of timestamps";
            case DURATION -> " of durations";
            case STRUCT, MAP -> " of objects";
            case LIST -> " of lists";
            case NULL_TYPE, DYN, ANY, TYPE_PARAM, ERROR, UNSPECIFIED, BYTES, OPAQUE, TYPE -> "";
        };
    }

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
