package io.sluice.policy.tracing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Checks one hook: its function, its arguments, its selectors.
final class HookCheck {
    private static final int MOST_SELECTORS = 5;
    private static final int MOST_ARGUMENTS = 5;
    private static final int MOST_TAGS = 16;
    private static final int LONGEST_MESSAGE = 256;
    private static final Set<String> FIELDS =
            Set.of(
                    "call",
                    "syscall",
                    "args",
                    "data",
                    "return",
                    "returnArg",
                    "returnArgAction",
                    "selectors",
                    "tags",
                    "message",
                    "ignore");
    private static final Set<String> OTHER_FIELDS =
            Set.of(
                    "subsystem",
                    "event",
                    "hook",
                    "path",
                    "symbols",
                    "offsets",
                    "addrs",
                    "refCtrOffsets",
                    "btf",
                    "provider",
                    "name",
                    "raw");
    private static final Set<String> TYPES =
            Set.of(
                    "int",
                    "sint8",
                    "int8",
                    "uint8",
                    "sint16",
                    "int16",
                    "uint16",
                    "uint32",
                    "sint32",
                    "int32",
                    "ulong",
                    "uint64",
                    "size_t",
                    "long",
                    "sint64",
                    "int64",
                    "char_buf",
                    "char_iovec",
                    "skb",
                    "sock",
                    "sockaddr",
                    "sockaddr_un",
                    "socket",
                    "string",
                    "fd",
                    "file",
                    "filename",
                    "path",
                    "nop",
                    "bpf_attr",
                    "perf_event",
                    "bpf_map",
                    "bpf_prog",
                    "bpf_cmd",
                    "user_namespace",
                    "capability",
                    "kiocb",
                    "iov_iter",
                    "cred",
                    "const_buf",
                    "load_info",
                    "module",
                    "kernel_cap_t",
                    "cap_inheritable",
                    "cap_permitted",
                    "cap_effective",
                    "linux_binprm",
                    "data_loc",
                    "net_device",
                    "dentry");
    private static final Set<String> NOT_FOR_KPROBES = Set.of("auto", "syscall64");

    private final AgentVersion agent;
    private final Flaws flaws;
    private final String section;
    private final boolean multiDisabled;
    private final boolean enforcers;

    HookCheck(
            AgentVersion agent,
            Flaws flaws,
            String section,
            boolean multiDisabled,
            boolean enforcers) {
        this.agent = agent;
        this.flaws = flaws;
        this.section = section;
        this.multiDisabled = multiDisabled;
        this.enforcers = enforcers;
    }

    /// @param call the function; empty for hooks that name none
    /// @param stops whether any action stops something
    record Seen(String pointer, String call, boolean stops) {}

    Seen check(String pointer, Map<?, ?> hook) {
        var fields = new HashSet<>(FIELDS);
        if (!section.equals("kprobes")) {
            fields.addAll(OTHER_FIELDS);
        }
        flaws.known(pointer, hook, fields);
        var call = call(pointer, hook);
        var types = arguments(pointer, hook);
        var data = data(pointer, hook);
        var returned = returned(pointer, hook);
        described(pointer, hook);
        var selectors = flaws.list(pointer + "/selectors", hook.get("selectors"));
        if (selectors.size() > MOST_SELECTORS) {
            flaws.add(
                    pointer + "/selectors",
                    "selector.count",
                    "Expected at most "
                            + MOST_SELECTORS
                            + " selectors of one hook, found "
                            + selectors.size()
                            + ".");
        }
        boolean overridable =
                call.startsWith("sys_")
                        || call.startsWith("__x64_sys_")
                        || call.startsWith("__arm64_sys_")
                        || call.startsWith("list:")
                        || call.startsWith("security_")
                        || section.equals("lsmhooks");
        boolean multi = call.startsWith("security_") && !multiDisabled && section.equals("kprobes");
        boolean stops = false;
        for (int i = 0; i < selectors.size(); i++) {
            var at = pointer + "/selectors/" + i;
            stops |=
                    new SelectorCheck(agent, flaws, types, data, returned, section)
                            .check(
                                    at,
                                    flaws.object(at, selectors.get(i)),
                                    overridable,
                                    multi,
                                    enforcers);
        }
        return new Seen(pointer, call, stops);
    }

    private String call(String pointer, Map<?, ?> hook) {
        if (!section.equals("kprobes") && !section.equals("fentries")) {
            return "";
        }
        if (!(hook.get("call") instanceof String call) || call.isBlank()) {
            flaws.add(
                    pointer + "/call",
                    "hook.call",
                    "Expected the name of a kernel function, found "
                            + Flaws.kind(hook.get("call"))
                            + ".");
            return "";
        }
        if (!call.matches("[A-Za-z_][A-Za-z0-9_.]{0,127}|list:[A-Za-z0-9_.-]+")) {
            flaws.add(
                    pointer + "/call",
                    "hook.call",
                    "Expected the name of a kernel function, found " + Flaws.kind(call) + ".");
        }
        syscall(pointer, hook, call);
        return call;
    }

    private void syscall(String pointer, Map<?, ?> hook, String call) {
        var syscall = hook.get("syscall");
        if (syscall != null && !(syscall instanceof Boolean)) {
            flaws.add(
                    pointer + "/syscall",
                    "type",
                    "Expected true or false, found " + Flaws.kind(syscall) + ".");
            return;
        }
        boolean isSyscall = call.startsWith("sys_") || call.matches("__(x64|arm64|ia32)_sys_.*");
        boolean says = !Boolean.FALSE.equals(syscall);
        if (!call.startsWith("list:") && isSyscall != says) {
            flaws.add(
                    pointer + "/syscall",
                    "hook.syscall",
                    isSyscall
                            ? "Function "
                                    + call
                                    + " is a system call: write syscall: true, or its arguments are read from the wrong place."
                            : "Function "
                                    + call
                                    + " is no system call: write syscall: false, which is not what is assumed when it is left out.");
        }
    }

    private Map<Integer, String> arguments(String pointer, Map<?, ?> hook) {
        var types = new LinkedHashMap<Integer, String>();
        var list = flaws.list(pointer + "/args", hook.get("args"));
        int count = list.size() + flaws.list(pointer + "/data", hook.get("data")).size();
        if (count > MOST_ARGUMENTS) {
            flaws.add(
                    pointer + "/args",
                    "argument.count",
                    "Expected at most "
                            + MOST_ARGUMENTS
                            + " arguments and data of one hook, found "
                            + count
                            + ".");
        }
        for (int i = 0; i < list.size(); i++) {
            var at = pointer + "/args/" + i;
            var argument = flaws.object(at, list.get(i));
            int index = index(at, argument);
            if (index > 4) {
                flaws.add(
                        at + "/index",
                        "argument.index",
                        "Expected an index from 0 to 4, found " + index + ".");
            }
            var type = type(at, argument);
            if (types.putIfAbsent(index, type) != null) {
                flaws.add(
                        at + "/index",
                        "argument.twice",
                        "Argument " + index + " stands here twice.");
            }
            version(at, type);
        }
        return types;
    }

    private Map<Integer, String> data(String pointer, Map<?, ?> hook) {
        var types = new LinkedHashMap<Integer, String>();
        var list = flaws.list(pointer + "/data", hook.get("data"));
        if (!list.isEmpty() && !agent.atLeast(1, 6)) {
            flaws.add(
                    pointer + "/data",
                    "data.version",
                    "Data of the calling task needs agents from 1.6 on; this cluster's are "
                            + agent
                            + " or not known.");
        }
        for (int i = 0; i < list.size(); i++) {
            var at = pointer + "/data/" + i;
            var item = flaws.object(at, list.get(i));
            types.put(index(at, item), type(at, item));
            if (!"current_task".equals(item.get("source"))
                    && !"pt_regs".equals(item.get("source"))) {
                flaws.add(
                        at + "/source",
                        "data.source",
                        "Expected source: current_task, found "
                                + Flaws.kind(item.get("source"))
                                + ".");
            }
        }
        return types;
    }

    private Map<Integer, String> returned(String pointer, Map<?, ?> hook) {
        if (hook.get("returnArg") == null) {
            return Map.of();
        }
        if (!Boolean.TRUE.equals(hook.get("return"))) {
            flaws.add(
                    pointer + "/returnArg",
                    "return.missing",
                    "returnArg is read with return: true only; without it what is returned is not seen.");
        }
        var argument = flaws.object(pointer + "/returnArg", hook.get("returnArg"));
        return Map.of(0, type(pointer + "/returnArg", argument));
    }

    private int index(String pointer, Map<?, ?> argument) {
        if (argument.get("index") instanceof Number number && number.intValue() >= 0) {
            return number.intValue();
        }
        flaws.add(
                pointer + "/index",
                "argument.index",
                "Expected a number from 0 on, found " + Flaws.kind(argument.get("index")) + ".");
        return -1;
    }

    private String type(String pointer, Map<?, ?> argument) {
        var type = argument.get("type") instanceof String text ? text : "";
        if (NOT_FOR_KPROBES.contains(type) && section.equals("kprobes")) {
            flaws.add(
                    pointer + "/type",
                    "argument.type",
                    "Type "
                            + type
                            + " is refused on kprobes by the agent, though the API server takes it.");
        } else if (!TYPES.contains(type) && !NOT_FOR_KPROBES.contains(type)) {
            flaws.add(
                    pointer + "/type",
                    "argument.type",
                    "There is no type '"
                            + type
                            + "'; expected one of "
                            + new TreeSet<>(TYPES)
                            + ".");
        }
        return type;
    }

    private void version(String pointer, String type) {
        if ((type.equals("sockaddr") && !agent.atLeast(1, 4))
                || (type.equals("sockaddr_un") && !agent.atLeast(1, 7))) {
            flaws.add(
                    pointer + "/type",
                    "argument.version",
                    "Type "
                            + type
                            + " needs agents from "
                            + (type.equals("sockaddr") ? "1.4" : "1.7")
                            + " on; this cluster's are "
                            + agent
                            + " or not known. Use tcp_connect with a sock.");
        }
    }

    private void described(String pointer, Map<?, ?> hook) {
        if (hook.get("message") instanceof String message && message.length() > LONGEST_MESSAGE) {
            flaws.add(
                    pointer + "/message",
                    "hook.message",
                    "Expected at most "
                            + LONGEST_MESSAGE
                            + " characters; agents cut the rest off.");
        }
        var tags = new ArrayList<>(flaws.texts(pointer + "/tags", hook.get("tags")));
        if (tags.size() > MOST_TAGS) {
            flaws.add(
                    pointer + "/tags",
                    "hook.tags",
                    "Expected at most " + MOST_TAGS + " tags, found " + tags.size() + ".");
        }
        for (int i = 0; i < tags.size(); i++) {
            if (tags.get(i).length() < 2 || tags.get(i).length() > 128) {
                flaws.add(
                        pointer + "/tags/" + i,
                        "hook.tags",
                        "Expected a tag of 2 to 128 characters.");
            }
        }
    }

    static List<String> sorted(Set<String> names) {
        return List.copyOf(new TreeSet<>(names));
    }
}
