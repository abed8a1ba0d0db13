package io.sluice.sandbox.kubernetes.tetragon;

import io.sluice.sandbox.world.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Something that a process does in a pod.
///
/// @param pod the pod's object; empty for a process of the node itself
/// @param container in which it runs
/// @param call `connect`, `exec`, `setuid`, `setreuid`, `setresuid`, `unshare`, `setns`, `socket`
///   or `open`
/// @param binary the process's file; for `exec` the file that is executed
/// @param parent the file of the process that started it; for `exec` the one that calls
/// @param address to connect to; an IPv4-mapped one for a dual-stack socket
public record Activity(
        Map<String, Object> pod,
        String container,
        String call,
        String binary,
        String parent,
        String arguments,
        String address,
        int port,
        String protocol,
        String file,
        long uid,
        long newUid,
        long flags,
        long family,
        long type) {
    static final Map<String, Long> CLONE_FLAGS =
            Map.of(
                    "newns", 0x20000L,
                    "newcgroup", 0x2000000L,
                    "newuts", 0x4000000L,
                    "newipc", 0x8000000L,
                    "newuser", 0x10000000L,
                    "newpid", 0x20000000L,
                    "newnet", 0x40000000L);

    /// A kernel function with its arguments, by position: numbers, texts, or [Socket]s.
    record Hook(String function, Map<Integer, Object> arguments) {}

    /// @param remote the far end, which a `sockaddr` has as its source and a `sock` as its
    ///   destination
    record Socket(String local, String remote, int port, String protocol) {
        String family() {
            return remote.contains(":") ? "AF_INET6" : "AF_INET";
        }
    }

    /// The file of the process that makes the call: at an exec, the one from before.
    String caller() {
        return call.equals("exec") ? parent : binary;
    }

    String namespace() {
        return Tree.text(pod, "metadata", "namespace");
    }

    Map<String, Object> labels() {
        return Tree.mapAt(pod, "metadata", "labels");
    }

    boolean onHost() {
        return pod.isEmpty();
    }

    /// Whether the process shares a namespace of the kernel with the node.
    boolean sharesWithHost(String kernelNamespace) {
        boolean shared =
                switch (kernelNamespace) {
                    case "Pid", "PidForChildren" ->
                            Boolean.TRUE.equals(Tree.at(pod, "spec", "hostPID"));
                    case "Net" -> Boolean.TRUE.equals(Tree.at(pod, "spec", "hostNetwork"));
                    case "User", "Time", "TimeForChildren" -> true;
                    default -> false;
                };
        return onHost() || shared;
    }

    /// The kernel functions that the call passes.
    List<Hook> hooks() {
        return switch (call) {
            case "connect" -> connects();
            case "exec" ->
                    List.of(
                            new Hook("sys_execve", Map.of(0, binary)),
                            new Hook("security_bprm_check", Map.of(0, binary)));
            case "setuid" -> List.of(new Hook("sys_setuid", Map.of(0, newUid)));
            case "setreuid" -> List.of(new Hook("sys_setreuid", Map.of(0, newUid, 1, newUid)));
            case "setresuid" ->
                    List.of(new Hook("sys_setresuid", Map.of(0, newUid, 1, newUid, 2, newUid)));
            case "unshare" -> List.of(new Hook("sys_unshare", Map.of(0, flags)));
            case "setns" -> List.of(new Hook("sys_setns", Map.of(0, file, 1, flags)));
            case "socket" ->
                    List.of(
                            new Hook("sys_socket", Map.of(0, family, 1, type, 2, 0L)),
                            new Hook(
                                    "security_socket_create",
                                    Map.of(0, family, 1, type & 0xf, 2, 0L, 3, 0L)));
            case "open" -> List.of(new Hook("security_file_open", Map.of(0, file)));
            default -> List.of();
        };
    }

    private List<Hook> connects() {
        Socket socket = socket();
        Hook system = new Hook("sys_connect", Map.of(0, "", 1, socket, 2, 16L));
        Hook security = new Hook("security_socket_connect", Map.of(0, socket, 1, socket, 2, 16L));
        return protocol.equals("TCP")
                ? List.of(system, security, new Hook("tcp_connect", Map.of(0, socket)))
                : List.of(system, security);
    }

    Socket socket() {
        String local = Tree.text(pod, "status", "podIP");
        return new Socket(local.isEmpty() ? "10.0.0.1" : local, address, port, protocol);
    }

    /// What `matchData` reads of the task.
    Optional<Object> data(String source, String resolve) {
        if (!source.equals("current_task")) {
            return Optional.empty();
        }
        return switch (resolve) {
            case "cred.uid.val", "cred.euid.val", "real_cred.uid.val" -> Optional.of(uid);
            case "comm" -> Optional.of(base(caller()));
            default -> Optional.empty();
        };
    }

    private static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// As it is asked for; what is left out has the value of an ordinary process.
    public record Wish(
            @Nullable String pod,
            @Nullable String namespace,
            @Nullable String container,
            @Nullable String binary,
            @Nullable String parent,
            @Nullable String arguments,
            @Nullable String call,
            @Nullable String address,
            @Nullable Integer port,
            @Nullable String protocol,
            @Nullable String file,
            @Nullable Long uid,
            @Nullable Long newUid,
            @Nullable List<String> flags,
            @Nullable String family,
            @Nullable String type) {
        static <T> T or(@Nullable T value, T fallback) {
            return value == null ? fallback : value;
        }

        /// Throws [IllegalArgumentException] with what is wrong.
        public Activity on(Map<String, Object> podObject) {
            String what = or(call, "connect");
            String own =
                    Tree.text(
                            Tree.listAt(podObject, "spec", "containers").stream()
                                    .findFirst()
                                    .orElse(null),
                            "name");
            Activity activity =
                    new Activity(
                            podObject,
                            or(container, own),
                            what,
                            or(binary, "/usr/bin/curl"),
                            or(parent, "/usr/bin/dash"),
                            or(arguments, ""),
                            or(address, what.equals("connect") ? "203.0.113.9" : "0.0.0.0"),
                            or(port, 443),
                            or(protocol, "TCP"),
                            or(file, "/etc/passwd"),
                            or(uid, 1000L),
                            or(newUid, 0L),
                            bits(or(flags, List.of("newns"))),
                            known(Hooks.FAMILIES, or(family, "AF_INET")),
                            known(TYPES, or(type, "SOCK_RAW")));
            if (activity.hooks().isEmpty()) {
                throw new IllegalArgumentException(
                        "Expected call to be one of connect, exec, setuid, setreuid, setresuid, unshare, setns, socket, open, found '%s'"
                                .formatted(what));
            }
            return activity;
        }

        private static final Map<String, Long> TYPES =
                Map.of("SOCK_STREAM", 1L, "SOCK_DGRAM", 2L, "SOCK_RAW", 3L);

        private static long bits(List<String> names) {
            long bits = 0;
            for (String name : names) {
                bits |= known(CLONE_FLAGS, name);
            }
            return bits;
        }

        private static long known(Map<String, Long> names, String name) {
            Long value = names.get(name);
            if (value == null) {
                throw new IllegalArgumentException(
                        "Expected one of %s, found '%s'"
                                .formatted(new java.util.TreeSet<>(names.keySet()), name));
            }
            return value;
        }
    }

    /// The argument of a hook as the export writes it.
    static Map<String, Object> exported(Object argument, String type) {
        Map<String, Object> value = new LinkedHashMap<>();
        if (argument instanceof Socket socket && type.equals("sockaddr")) {
            value.put("family", socket.family());
            value.put("addr", socket.remote());
            value.put("port", socket.port());
            return Map.of("sockaddr_arg", value);
        }
        if (argument instanceof Socket socket) {
            value.put("family", socket.family());
            value.put("type", "SOCK_STREAM");
            value.put("protocol", "IPPROTO_" + socket.protocol());
            value.put("saddr", socket.local());
            value.put("daddr", socket.remote());
            value.put("sport", 40_000);
            value.put("dport", socket.port());
            value.put("state", "TCP_SYN_SENT");
            return Map.of("sock_arg", value);
        }
        if (type.equals("linux_binprm")) {
            value.put("path", argument);
            return Map.of("linux_binprm_arg", value);
        }
        if (type.equals("file") || type.equals("path")) {
            value.put("path", argument);
            return Map.of(type + "_arg", value);
        }
        return argument instanceof Long
                ? Map.of("int_arg", argument)
                : Map.of("string_arg", argument);
    }
}
