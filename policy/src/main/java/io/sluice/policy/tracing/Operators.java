package io.sluice.policy.tracing;

import io.sluice.policy.finding.Ip;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Which operator goes with which type of argument, and what its values must be: what the agent's
/// own parser checks (`pkg/selectors/kernel.go` of Tetragon 1.7) and the CRD does not.
final class Operators {
    private static final Set<String> INTEGERS =
            Set.of(
                    "int", "sint8", "int8", "uint8", "sint16", "int16", "uint16", "sint32", "int32",
                    "uint32", "sint64", "int64", "uint64", "long", "ulong", "size_t");
    private static final Set<String> TEXTS =
            Set.of(
                    "string",
                    "char_buf",
                    "char_iovec",
                    "filename",
                    "file",
                    "path",
                    "fd",
                    "dentry",
                    "linux_binprm",
                    "net_device",
                    "data_loc",
                    "sockaddr_un",
                    "kiocb");
    private static final Set<String> CAPABILITIES =
            Set.of(
                    "kernel_cap_t",
                    "cap_inheritable",
                    "cap_permitted",
                    "cap_effective",
                    "capability");
    private static final Set<String> SOCKETS = Set.of("sock", "socket", "skb");
    private static final Set<String> SOCKETS_AND_ADDRESSES =
            Set.of("sock", "socket", "skb", "sockaddr");
    private static final Set<String> FAMILIES =
            Set.of("sock", "socket", "skb", "sockaddr", "sockaddr_un");

    /// @param most values of numbers; texts may be more
    private record Rule(Set<String> types, Predicate<String> value, String expected, int most) {}

    /// Takes arguments of any type; what it says is checked by the agent alone.
    private static final String EXPRESSION = "CelExpr";

    private static final int UNBOUNDED = Integer.MAX_VALUE;
    private static final Map<String, Rule> RULES = rules();

    private Operators() {}

    private static Map<String, Rule> rules() {
        var rules = new HashMap<String, Rule>();
        var numbers = union(INTEGERS, CAPABILITIES);
        for (var one : List.of("Equal", "NotEqual")) {
            rules.put(one, new Rule(union(numbers, TEXTS), _ -> true, "", UNBOUNDED));
        }
        for (var one : List.of("GreaterThan", "GT", "LessThan", "LT", "Mask")) {
            rules.put(one, new Rule(numbers, Operators::isNumber, "a number, decimal or 0x…", 4));
        }
        for (var one : List.of("InRange", "NotInRange")) {
            rules.put(one, new Rule(INTEGERS, Operators::isRange, "a range min:max", 4));
        }
        for (var one : List.of("InMap", "NotInMap")) {
            rules.put(
                    one, new Rule(union(INTEGERS, Set.of("syscall64")), _ -> true, "", UNBOUNDED));
        }
        for (var one : List.of("Prefix", "NotPrefix")) {
            rules.put(
                    one,
                    new Rule(
                            TEXTS,
                            text -> text.length() <= 256,
                            "at most 256 characters",
                            UNBOUNDED));
        }
        for (var one : List.of("Postfix", "NotPostfix")) {
            rules.put(
                    one,
                    new Rule(
                            TEXTS,
                            text -> text.length() <= 127,
                            "at most 127 characters",
                            UNBOUNDED));
        }
        for (var one : List.of("SubString", "SubStringIgnCase")) {
            rules.put(
                    one,
                    new Rule(
                            TEXTS,
                            text -> text.length() <= 127,
                            "at most 127 characters",
                            UNBOUNDED));
        }
        for (var one : List.of("SAddr", "NotSAddr")) {
            rules.put(
                    one,
                    new Rule(
                            SOCKETS_AND_ADDRESSES,
                            Operators::isAddress,
                            "an address or a range in CIDR form",
                            UNBOUNDED));
        }
        for (var one : List.of("DAddr", "NotDAddr")) {
            rules.put(
                    one,
                    new Rule(
                            SOCKETS,
                            Operators::isAddress,
                            "an address or a range in CIDR form",
                            UNBOUNDED));
        }
        for (var one : List.of("SPort", "NotSPort")) {
            rules.put(
                    one,
                    new Rule(
                            SOCKETS_AND_ADDRESSES,
                            Operators::isPort,
                            "a port 1–65535, or min:max",
                            UNBOUNDED));
        }
        for (var one : List.of("DPort", "NotDPort")) {
            rules.put(
                    one,
                    new Rule(SOCKETS, Operators::isPort, "a port 1–65535, or min:max", UNBOUNDED));
        }
        for (var one : List.of("SPortPriv", "NotSportPriv")) {
            rules.put(one, new Rule(SOCKETS_AND_ADDRESSES, _ -> false, "no value", UNBOUNDED));
        }
        for (var one : List.of("DPortPriv", "NotDPortPriv")) {
            rules.put(one, new Rule(SOCKETS, _ -> false, "no value", UNBOUNDED));
        }
        rules.put(
                "Protocol",
                new Rule(
                        SOCKETS,
                        text -> text.matches("IPPROTO_[A-Z0-9]+|\\d{1,3}"),
                        "a protocol such as IPPROTO_TCP or 6",
                        UNBOUNDED));
        rules.put(
                "Family",
                new Rule(
                        FAMILIES,
                        text -> text.matches("AF_[A-Z0-9]+|\\d{1,3}"),
                        "an address family such as AF_INET or 2",
                        UNBOUNDED));
        rules.put(
                "State",
                new Rule(
                        Set.of("sock", "socket"),
                        text -> text.matches("TCP_[A-Z_]+|\\d{1,2}"),
                        "a state such as TCP_ESTABLISHED",
                        UNBOUNDED));
        for (var one : List.of("FileType", "NotFileType")) {
            rules.put(one, new Rule(Set.of("file", "path"), _ -> true, "", UNBOUNDED));
        }
        rules.put("CapabilitiesGained", new Rule(CAPABILITIES, _ -> true, "", UNBOUNDED));
        return Map.copyOf(rules);
    }

    static boolean known(String operator) {
        return RULES.containsKey(operator) || operator.equals(EXPRESSION);
    }

    static Set<String> names() {
        return new TreeSet<>(RULES.keySet());
    }

    static void check(
            String pointer, String operator, String type, List<String> values, Flaws flaws) {
        var rule = RULES.get(operator);
        if (rule == null) {
            return;
        }
        if (!rule.types().contains(type)) {
            flaws.add(
                    pointer + "/operator",
                    "operator.type",
                    "Operator "
                            + operator
                            + " does not work on an argument of type "
                            + type
                            + hint(operator, type)
                            + "; it takes "
                            + new TreeSet<>(rule.types())
                            + ".");
            return;
        }
        boolean privileged = operator.endsWith("Priv");
        if (values.isEmpty() && !privileged) {
            flaws.add(
                    pointer + "/values",
                    "value.missing",
                    "Operator " + operator + " needs at least one value.");
        }
        int most =
                INTEGERS.contains(type) && (operator.equals("Equal") || operator.equals("NotEqual"))
                        ? 4
                        : rule.most();
        if (values.size() > most) {
            flaws.add(
                    pointer + "/values",
                    "value.count",
                    "Operator "
                            + operator
                            + " on "
                            + type
                            + " takes at most "
                            + most
                            + " values, found "
                            + values.size()
                            + "; use InMap.");
        }
        for (int i = 0; i < values.size(); i++) {
            value(pointer + "/values/" + i, operator, type, values.get(i), rule, flaws);
        }
    }

    private static void value(
            String pointer, String operator, String type, String value, Rule rule, Flaws flaws) {
        boolean numeric =
                INTEGERS.contains(type)
                        && Set.of("Equal", "NotEqual", "InMap", "NotInMap").contains(operator);
        if (numeric
                && !isNumber(value)
                && !(operator.endsWith("InMap") && value.startsWith("list:"))) {
            flaws.add(
                    pointer,
                    "value.form",
                    "Expected a number, decimal or 0x…, found '" + value + "'.");
        } else if (!rule.value().test(value)) {
            flaws.add(
                    pointer,
                    "value.form",
                    "Expected "
                            + rule.expected()
                            + " for "
                            + operator
                            + ", found '"
                            + (value.length() > 60 ? value.substring(0, 60) + "…" : value)
                            + "'.");
        }
    }

    private static String hint(String operator, String type) {
        return type.equals("sockaddr")
                        && Set.of("DAddr", "NotDAddr", "DPort", "NotDPort").contains(operator)
                ? " (a sockaddr knows one address only, and it is the source: write "
                        + operator.replace("D", "S")
                        + ")"
                : "";
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d{1,20}|0[xX][0-9a-fA-F]{1,16}");
    }

    private static boolean isRange(String text) {
        return text.matches("\\d{1,20}:\\d{1,20}") && orderly(text);
    }

    private static boolean isPort(String text) {
        if (!text.matches("\\d{1,5}(:\\d{1,5})?")) {
            return false;
        }
        return java.util.Arrays.stream(text.split(":"))
                        .mapToInt(Integer::parseInt)
                        .allMatch(port -> port >= 1 && port <= 65535)
                && orderly(text);
    }

    private static boolean orderly(String text) {
        var ends = text.split(":");
        return ends.length < 2
                || new java.math.BigInteger(ends[0]).compareTo(new java.math.BigInteger(ends[1]))
                        <= 0;
    }

    private static boolean isAddress(String text) {
        return Ip.parse(text).isPresent();
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        var both = new TreeSet<>(one);
        both.addAll(other);
        return Set.copyOf(both);
    }
}
