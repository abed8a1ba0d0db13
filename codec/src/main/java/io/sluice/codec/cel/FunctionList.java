package io.sluice.codec.cel;

import java.util.List;

/// The functions that expressions offer, for completion and for the reference: what CEL brings here
/// and our own. A test holds it to what really compiles.
public final class FunctionList {
    /// A function or macro.
    ///
    /// @param name as it is written: `startsWith`, `math.greatest`
    /// @param signature how it is called and what it gives; what stands before a dot is what it is
    ///   asked of
    /// @param docs one or two sentences
    /// @param example an expression that uses it, which compiles by itself
    public record Function(String name, String signature, String docs, String example) {}

    private static final List<Function> LOOPS =
            List.of(
                    f(
                            "has",
                            "has(object.field) → true or false",
                            "Whether a field is there and not null.",
                            "has({'a': 1}.a)"),
                    f(
                            "required",
                            "required(value) → value",
                            "The value itself; the step fails with a clear message when there is"
                                    + " none. For what may be null but must not be here.",
                            "required('web')"),
                    f(
                            "all",
                            "list.all(x, condition) → true or false",
                            "Whether the condition holds for every item.",
                            "[1, 2].all(x, x > 0)"),
                    f(
                            "exists",
                            "list.exists(x, condition) → true or false",
                            "Whether the condition holds for at least one item.",
                            "['prod', 'eu'].exists(tag, tag == 'prod')"),
                    f(
                            "exists_one",
                            "list.exists_one(x, condition) → true or false",
                            "Whether the condition holds for exactly one item.",
                            "[1, 2].exists_one(x, x > 1)"),
                    f(
                            "filter",
                            "list.filter(x, condition) → list",
                            "The items for which the condition holds.",
                            "[1, 2, 3].filter(x, x > 1)"),
                    f(
                            "map",
                            "list.map(x, value) → list",
                            "A value made of each item; with a condition in between, of those only"
                                    + " for which it holds.",
                            "[1, 2].map(x, x * 10)"),
                    f(
                            "size",
                            "size(value) → whole number",
                            "How many items a list, how many keys an object, how many characters a"
                                    + " text has.",
                            "size('web-1')"));

    private static final List<Function> TEXTS =
            List.of(
                    f(
                            "contains",
                            "text.contains(part) → true or false",
                            "Whether the part occurs in the text.",
                            "'web-1'.contains('web')"),
                    f(
                            "startsWith",
                            "text.startsWith(beginning) → true or false",
                            "Whether the text begins so.",
                            "'web-1'.startsWith('web')"),
                    f(
                            "endsWith",
                            "text.endsWith(end) → true or false",
                            "Whether the text ends so.",
                            "'web-1'.endsWith('1')"),
                    f(
                            "matches",
                            "text.matches(pattern) → true or false",
                            "Whether a regular expression (RE2) is found in the text; ^ and $ bind"
                                    + " it to the whole.",
                            "'i-0abc'.matches('^i-[0-9a-f]+$')"),
                    f(
                            "lowerAscii",
                            "text.lowerAscii() → text",
                            "Letters A to Z made small.",
                            "'Prod'.lowerAscii()"),
                    f(
                            "upperAscii",
                            "text.upperAscii() → text",
                            "Letters a to z made capital.",
                            "'prod'.upperAscii()"),
                    f(
                            "trim",
                            "text.trim() → text",
                            "Without white space at both ends.",
                            "'  web '.trim()"),
                    f(
                            "split",
                            "text.split(separator) → list of texts",
                            "The parts between separators; a number after it limits how many.",
                            "'a,b'.split(',')"),
                    f(
                            "join",
                            "list.join(separator) → text",
                            "Texts put together, with the separator between them.",
                            "['a', 'b'].join(', ')"),
                    f(
                            "replace",
                            "text.replace(part, other) → text",
                            "Every occurrence of a part replaced.",
                            "'a.b'.replace('.', '-')"),
                    f(
                            "substring",
                            "text.substring(from, to) → text",
                            "The characters from an index (0 is the first) up to another, or to the"
                                    + " end.",
                            "'web-1'.substring(0, 3)"),
                    f(
                            "indexOf",
                            "text.indexOf(part) → whole number",
                            "Where a part first occurs, -1 when it does not.",
                            "'web-1'.indexOf('-')"),
                    f(
                            "lastIndexOf",
                            "text.lastIndexOf(part) → whole number",
                            "Where a part last occurs, -1 when it does not.",
                            "'a-b-c'.lastIndexOf('-')"),
                    f(
                            "charAt",
                            "text.charAt(index) → text",
                            "The character at an index.",
                            "'web'.charAt(0)"),
                    f(
                            "base64.encode",
                            "base64.encode(bytes) → text",
                            "Bytes as base64; bytes(text) makes bytes of a text.",
                            "base64.encode(bytes('hi'))"),
                    f(
                            "base64.decode",
                            "base64.decode(text) → bytes",
                            "The bytes that a base64 text stands for; string(bytes) makes a text of"
                                    + " them.",
                            "string(base64.decode('aGk='))"));

    private static final List<Function> NUMBERS =
            List.of(
                    f(
                            "math.greatest",
                            "math.greatest(number, number, …) → number",
                            "The greatest of several numbers or of a list.",
                            "math.greatest(1, 2.5)"),
                    f(
                            "math.least",
                            "math.least(number, number, …) → number",
                            "The least of several numbers or of a list.",
                            "math.least(1, 2.5)"),
                    f(
                            "math.round",
                            "math.round(number) → number",
                            "The nearest whole value, halves away from zero.",
                            "math.round(2.5)"),
                    f(
                            "math.floor",
                            "math.floor(number) → number",
                            "The next whole value below.",
                            "math.floor(2.5)"),
                    f(
                            "math.ceil",
                            "math.ceil(number) → number",
                            "The next whole value above.",
                            "math.ceil(2.5)"),
                    f(
                            "math.trunc",
                            "math.trunc(number) → number",
                            "Without what stands after the point.",
                            "math.trunc(-2.5)"),
                    f("math.abs", "math.abs(number) → number", "Without its sign.", "math.abs(-3)"),
                    f("math.sign", "math.sign(number) → number", "-1, 0 or 1.", "math.sign(-3)"));

    private static final List<Function> CONVERSIONS =
            List.of(
                    f(
                            "string",
                            "string(value) → text",
                            "A number, true or false, timestamp, duration or bytes as a text.",
                            "string(5)"),
                    f(
                            "int",
                            "int(value) → whole number",
                            "A text or number as a whole number; of a timestamp the seconds since"
                                    + " 1970.",
                            "int('5')"),
                    f("double", "double(value) → number", "A text or number.", "double('2.5')"),
                    f(
                            "uint",
                            "uint(value) → whole number",
                            "A whole number that is not negative.",
                            "uint(5)"),
                    f(
                            "bool",
                            "bool(text) → true or false",
                            "What the text 'true' or 'false' says.",
                            "bool('true')"),
                    f("bytes", "bytes(text) → bytes", "A text as bytes.", "string(bytes('a'))"),
                    f(
                            "type",
                            "type(value) → type",
                            "Which type a value has, to compare it with another's.",
                            "type(1) == type(2)"),
                    f(
                            "dyn",
                            "dyn(value) → any value",
                            "The value itself, its type not checked from here on.",
                            "dyn(5)"),
                    f(
                            "timestamp",
                            "timestamp(text) → timestamp",
                            "A moment such as 2026-01-05T10:00:00Z; two can be compared, their"
                                    + " difference is a duration.",
                            "timestamp('2026-01-05T10:00:00Z')"),
                    f(
                            "duration",
                            "duration(text) → duration",
                            "A length of time such as 90m or 24h, to be added to a timestamp.",
                            "duration('24h')"));

    private static final List<Function> TIMES =
            List.of(
                    time("getFullYear", "The year."),
                    time("getMonth", "The month, 0 for January."),
                    time("getDate", "The day of the month, from 1."),
                    time("getDayOfMonth", "The day of the month, from 0."),
                    time("getDayOfWeek", "The day of the week, 0 for Sunday."),
                    time("getDayOfYear", "The day of the year, from 0."),
                    time("getHours", "The hour; of a duration all its hours."),
                    time("getMinutes", "The minute; of a duration all its minutes."),
                    time("getSeconds", "The second; of a duration all its seconds."),
                    time("getMilliseconds", "The thousandths of the second."));

    private static final List<Function> ALL =
            java.util.stream.Stream.of(LOOPS, TEXTS, NUMBERS, CONVERSIONS, TIMES)
                    .flatMap(List::stream)
                    .toList();

    private FunctionList() {}

    /// All of them, those used most first.
    public static List<Function> all() {
        return ALL;
    }

    private static Function f(String name, String signature, String docs, String example) {
        return new Function(name, signature, docs, example);
    }

    private static Function time(String name, String docs) {
        return f(
                name,
                "timestamp." + name + "(timeZone) → whole number",
                docs + " Without a time zone such as 'Europe/Berlin' it is UTC.",
                "timestamp('2026-01-05T10:00:00Z')." + name + "()");
    }
}
