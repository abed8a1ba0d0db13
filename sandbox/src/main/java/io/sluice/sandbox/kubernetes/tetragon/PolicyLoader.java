package io.sluice.sandbox.kubernetes.tetragon;

import io.sluice.sandbox.kubernetes.schema.Cidr;
import io.sluice.sandbox.world.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What an agent refuses though the API server has accepted it.
final class PolicyLoader {
    private static final List<String> SECTIONS =
            List.of("kprobes", "tracepoints", "lsmhooks", "uprobes", "usdts", "fentries");
    private static final Set<String> NUMBERS =
            Set.of(
                    "int", "sint8", "int8", "uint8", "sint16", "int16", "uint16", "sint32", "int32",
                    "uint32", "sint64", "int64", "uint64", "long", "ulong", "size_t");
    private static final Set<String> TEXTS =
            Set.of(
                    "string",
                    "char_buf",
                    "fd",
                    "file",
                    "path",
                    "filename",
                    "dentry",
                    "linux_binprm",
                    "net_device",
                    "data_loc",
                    "sockaddr_un",
                    "kiocb");
    private static final Set<String> SOCKETS = Set.of("sock", "socket", "skb");
    private static final Set<String> SOURCE =
            Set.of("SAddr", "NotSAddr", "SPort", "NotSPort", "SPortPriv", "NotSportPriv");
    private static final Set<String> DESTINATION =
            Set.of(
                    "DAddr",
                    "NotDAddr",
                    "DPort",
                    "NotDPort",
                    "DPortPriv",
                    "NotDPortPriv",
                    "Protocol");
    private static final Set<String> PARTS =
            Set.of("Prefix", "NotPrefix", "Postfix", "NotPostfix", "SubString", "SubStringIgnCase");
    private static final int MAX_SELECTORS = 5;
    private static final int MAX_FILTERS = 5;
    private static final int MAX_ACTIONS = 3;
    private static final int MAX_ARGUMENTS = 5;
    private static final int MAX_NUMBERS = 4;

    private PolicyLoader() {}

    /// The refusal of a hook, unwound to the policy.
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    static Optional<String> refusal(Map<String, Object> policy) {
        Map<String, Object> spec = Tree.mapAt(policy, "spec");
        try {
            List<String> used =
                    SECTIONS.stream().filter(s -> !Tree.listAt(spec, s).isEmpty()).toList();
            if (used.isEmpty()) {
                throw new Refused("policy has no hooks");
            }
            if (used.size() > 1) {
                throw new Refused(
                        "policies with multiple hook sections are not supported, found " + used);
            }
            Set<String> seen = new HashSet<>();
            for (Object hook : Tree.listAt(spec, used.getFirst())) {
                hook(used.getFirst(), Tree.map(hook), spec, seen);
            }
            return Optional.empty();
        } catch (Refused e) {
            return Optional.of("failed to load policy: " + e.getMessage());
        }
    }

    private static void hook(
            String section, Map<String, Object> hook, Map<String, Object> spec, Set<String> seen) {
        String call = Hooks.name(section, hook);
        if (section.equals("kprobes") && !seen.add(call) && multi(spec)) {
            throw new Refused("kprobe '%s' is defined more than once".formatted(call));
        }
        int arguments = Tree.listAt(hook, "args").size() + Tree.listAt(hook, "data").size();
        if (arguments > MAX_ARGUMENTS) {
            throw new Refused("%s: more than %d arguments".formatted(call, MAX_ARGUMENTS));
        }
        for (Object argument : Tree.listAt(hook, "args")) {
            String type = Tree.text(argument, "type");
            if (Set.of("auto", "syscall64").contains(type) && section.equals("kprobes")) {
                throw new Refused("%s: argument type '%s' is not supported".formatted(call, type));
            }
        }
        List<Object> selectors = Tree.listAt(hook, "selectors");
        if (selectors.size() > MAX_SELECTORS) {
            throw new Refused("%s: more than %d selectors".formatted(call, MAX_SELECTORS));
        }
        selectors.forEach(each -> selector(call, hook, Tree.map(each), spec));
    }

    private static boolean multi(Map<String, Object> spec) {
        return !Hooks.option(spec, "disable-kprobe-multi").equals("1");
    }

    private static void selector(
            String call,
            Map<String, Object> hook,
            Map<String, Object> selector,
            Map<String, Object> spec) {
        List<Object> filters = Tree.listAt(selector, "matchArgs");
        if (filters.size() > MAX_FILTERS) {
            throw new Refused("%s: more than %d argument filters".formatted(call, MAX_FILTERS));
        }
        filters.forEach(
                each -> filter(call, Tree.map(each), Hooks.typeOf(hook, Tree.map(each), "args")));
        Tree.listAt(selector, "matchData")
                .forEach(each ->
                        filter(call, Tree.map(each), Hooks.typeOf(hook, Tree.map(each), "data")));
        for (Object binaries : Tree.listAt(selector, "matchBinaries")) {
            boolean exact = Tree.text(binaries, "operator").endsWith("In");
            if (Boolean.TRUE.equals(Tree.at(binaries, "followChildren")) && !exact) {
                throw new Refused(
                        call + ": matchBinaries: followChildren works with In and NotIn only");
            }
        }
        List<Object> actions = Tree.listAt(selector, "matchActions");
        if (actions.size() > MAX_ACTIONS) {
            throw new Refused("%s: more than %d actions".formatted(call, MAX_ACTIONS));
        }
        actions.forEach(each -> action(call, Tree.map(each), spec));
    }

    private static void action(String call, Map<String, Object> action, Map<String, Object> spec) {
        String name = Tree.text(action, "action");
        if (!name.equals("Post") && !Tree.text(action, "rateLimit").isEmpty()) {
            throw new Refused(call + ": rateLimit can only be set with the Post action");
        }
        if (name.equals("NotifyEnforcer") && Tree.listAt(spec, "enforcers").isEmpty()) {
            throw new Refused(call + ": NotifyEnforcer action needs spec.enforcers");
        }
        boolean syscall = call.startsWith("sys_");
        boolean security = call.startsWith("security_");
        if (name.equals("Override") && !syscall && !security) {
            throw new Refused(
                    call + ": Override can be done only on syscalls and security_ functions");
        }
        if (name.equals("Override") && security && multi(spec)) {
            throw new Refused(
                    call
                            + ": Override on security_ functions needs the option disable-kprobe-multi");
        }
    }

    private static void filter(String call, Map<String, Object> filter, String type) {
        String operator = Tree.text(filter, "operator");
        List<String> values = Tree.texts(filter, "values");
        String place = "%s: matchArgs %s on %s".formatted(call, operator, type);
        if (type.isEmpty()) {
            throw new Refused(
                    "%s: matchArgs index %s has no argument"
                            .formatted(call, Tree.text(filter, "index")));
        }
        if (!takes(operator, type)) {
            throw new Refused(
                    type.equals("sockaddr") && DESTINATION.contains(operator)
                            ? "sockaddr only supports [not]saddr, [not]sport[priv], and family"
                            : place + ": operator is not supported for this type");
        }
        boolean valueless = operator.toLowerCase(java.util.Locale.ROOT).endsWith("portpriv");
        if (values.isEmpty() && !valueless) {
            throw new Refused(place + ": no values");
        }
        boolean mapped = operator.endsWith("InMap");
        if (NUMBERS.contains(type) && values.size() > MAX_NUMBERS && !mapped) {
            throw new Refused("%s: more than %d values".formatted(place, MAX_NUMBERS));
        }
        values.forEach(value -> value(place, operator, type, value));
    }

    private static void value(String place, String operator, String type, String value) {
        boolean readable =
                switch (operator) {
                    case "SAddr", "NotSAddr", "DAddr", "NotDAddr" ->
                            Cidr.orAddress(value).isPresent();
                    case "SPort", "NotSPort", "DPort", "NotDPort" ->
                            Hooks.range(value).filter(r -> r.last() <= 65_535).isPresent();
                    case "Prefix", "NotPrefix" -> value.length() <= 256 && !value.isEmpty();
                    case "Postfix", "NotPostfix" -> value.length() <= 127 && !value.isEmpty();
                    case "Family" -> Hooks.FAMILIES.containsKey(value) || value.matches("\\d+");
                    default -> !NUMBERS.contains(type) || Hooks.range(value).isPresent();
                };
        if (!readable) {
            throw new Refused("%s: value '%s' is invalid".formatted(place, value));
        }
    }

    private static boolean takes(String operator, String type) {
        if (SOURCE.contains(operator)) {
            return SOCKETS.contains(type) || type.equals("sockaddr");
        }
        if (DESTINATION.contains(operator)) {
            return SOCKETS.contains(type);
        }
        if (PARTS.contains(operator)) {
            return TEXTS.contains(type);
        }
        return switch (operator) {
            case "Family" -> SOCKETS.contains(type) || type.startsWith("sockaddr");
            case "State" -> Set.of("sock", "socket").contains(type);
            case "FileType", "NotFileType" -> Set.of("file", "path").contains(type);
            case "GreaterThan", "GT", "LessThan", "LT", "Mask", "InRange", "NotInRange" ->
                    NUMBERS.contains(type);
            case "InMap", "NotInMap" -> NUMBERS.contains(type) || type.equals("syscall64");
            case "Equal", "NotEqual" ->
                    NUMBERS.contains(type)
                            || TEXTS.contains(type)
                            || type.startsWith("cap")
                            || type.equals("kernel_cap_t");
            default -> true;
        };
    }
}
