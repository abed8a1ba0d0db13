package io.sluice.policy.tracing;

import io.sluice.policy.category.Category;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// How each recipe is written for the kernel. A selector stops only what is tied to something the
/// findings name: a program, an address, or a tool that has no other use; everything else reports.
final class Recipes {
    private static final List<String> LOOPBACK =
            List.of("127.0.0.0/8", "::1", "::ffff:127.0.0.0/104");

    /// CLONE_NEWNS | NEWCGROUP | NEWUTS | NEWIPC | NEWUSER | NEWPID | NEWNET | NEWTIME.
    private static final String NEW_NAMESPACES = "0x7e020080";

    private final Category category;
    private final Named named;
    private final AgentVersion agent;
    private final Variant variant;
    private final List<String> notes;

    Recipes(
            Category category,
            Named named,
            AgentVersion agent,
            Variant variant,
            List<String> notes) {
        this.category = category;
        this.named = named;
        this.agent = agent;
        this.variant = variant;
        this.notes = notes;
    }

    List<Hook> hooks() {
        return switch (category.recipe()) {
            case METADATA_ACCESS -> metadataAccess();
            case SCANNING -> scanning();
            case NAMESPACE_ESCAPE -> namespaceEscape();
            case SETUID_ROOT -> setuidRoot();
            case MINING -> mining();
            case REVERSE_SHELL -> reverseShell();
            case DESTINATION -> destination();
            case KERNEL_MODULE -> kernelModule();
            case NONE -> List.of();
        };
    }

    private List<Hook> metadataAccess() {
        notes.add(
                "Other programs of the same name, such as the wget of busybox, are seen under the path of what they are.");
        if (variant == Variant.DOCUMENT && agent.atLeast(1, 4)) {
            return List.of(
                    new Hook("sys_connect", true)
                            .arg(1, "sockaddr")
                            .selector(
                                    Selector.stopping()
                                            .arg(
                                                    1,
                                                    "SAddr",
                                                    category.parameter("addresses").stream()
                                                            .filter(one -> one.contains("."))
                                                            .toList())
                                            .binaries("In", category.parameter("binaries"))));
        }
        return List.of(
                connect(
                        named.metadata(category.parameter("addresses")),
                        category.parameter("ports"),
                        Selector.stopping(),
                        named.programsAnd(category.parameter("binaries")),
                        "In"));
    }

    private List<Hook> scanning() {
        var own = named.programs();
        var sockets =
                new Hook("security_socket_create", false).arg(0, "int").arg(1, "int").arg(3, "int");
        // SOCK_RAW of the internet families and every packet socket, not made by the kernel. Other
        // families use SOCK_RAW for peaceful ends: netlink is what every program asks for its
        // addresses.
        var raw =
                Selector.when(!own.isEmpty())
                        .arg(0, "Equal", List.of("2", "10"))
                        .arg(1, "Equal", List.of("3"))
                        .arg(3, "Equal", List.of("0"));
        var packet =
                Selector.when(!own.isEmpty())
                        .arg(0, "Equal", List.of("17"))
                        .arg(3, "Equal", List.of("0"));
        if (own.isEmpty()) {
            notes.add(
                    "Raw and packet sockets are only reported: no finding names the program, and ping and agents use them too.");
        } else {
            raw.binaries("In", own);
            packet.binaries("In", own);
        }
        return List.of(
                execution(category.parameter("programs")), sockets.selector(raw).selector(packet));
    }

    private List<Hook> namespaceEscape() {
        // The runtime makes and enters namespaces too, from the host's process namespace; what runs
        // in
        // a container is in another. A pod in the host's process namespace is covered by the tools'
        // names, and by the program that was detected.
        var tools = category.parameter("programs");
        var own = named.programs();
        var unshare =
                new Hook("sys_unshare", true)
                        .arg(0, "int")
                        .selector(newNamespaces().namespace("Pid", "NotIn", "host_ns"))
                        .selector(newNamespaces().binaries("Postfix", tools));
        var setns =
                new Hook("sys_setns", true)
                        .arg(1, "int")
                        .selector(Selector.stopping().namespace("Pid", "NotIn", "host_ns"))
                        .selector(Selector.stopping().binaries("Postfix", tools));
        if (!own.isEmpty()) {
            unshare.selector(newNamespaces().binaries("In", own));
            setns.selector(Selector.stopping().binaries("In", own));
        }
        notes.add(
                "Programs that build their own sandbox (browsers, bubblewrap, buildkit) make namespaces as well: look for them among the hits.");
        return List.of(unshare, setns);
    }

    private static Selector newNamespaces() {
        return Selector.stopping().arg(0, "Mask", List.of(NEW_NAMESPACES));
    }

    private List<Hook> setuidRoot() {
        // The runtime calls setuid for every container that starts, as root: only who is not root
        // yet is meant.
        boolean knowsWho = agent.atLeast(1, 6);
        if (!knowsWho) {
            notes.add(
                    "Agents before 1.6 cannot tell who calls; the start of every container that runs as root is reported too.");
        }
        notes.add(
                "sudo, su and cron become root by design, and in user namespaces a container's root is not root.");
        return List.of(
                becomingRoot("sys_setuid", 0, knowsWho),
                becomingRoot("sys_setreuid", 1, knowsWho),
                becomingRoot("sys_setresuid", 1, knowsWho));
    }

    private static Hook becomingRoot(String call, int index, boolean knowsWho) {
        var hook = new Hook(call, true).arg(index, "int");
        var selector = Selector.when(knowsWho).arg(index, "Equal", List.of("0"));
        return knowsWho
                ? hook.taskField("uint32", "cred.uid.val")
                        .selector(selector.data(0, "NotEqual", "0"))
                : hook.selector(selector);
    }

    private List<Hook> mining() {
        var own = named.programs();
        var pools = named.addresses();
        var hook = new Hook("tcp_connect", false).arg(0, "sock");
        if (!pools.isEmpty()) {
            hook.selector(Selector.stopping().arg(0, "DAddr", Addresses.withMapped(pools)));
        }
        var ports =
                Selector.when(!own.isEmpty())
                        .arg(0, "DPort", named.ports(category.parameter("ports")));
        if (own.isEmpty()) {
            notes.add(
                    "Ports that pools use are only reported: no finding names the program, and others use them too.");
        } else {
            ports.binaries("In", own);
        }
        return List.of(hook.selector(ports), execution(category.parameter("programs")));
    }

    private List<Hook> reverseShell() {
        var hooks = new ArrayList<Hook>();
        var parents = named.parents();
        if (!parents.isEmpty()) {
            // At an execution the agent sees the caller: what starts the shell, not the shell.
            hooks.add(
                    new Hook("security_bprm_check", false)
                            .arg(0, "linux_binprm")
                            .selector(
                                    Selector.stopping()
                                            .arg(0, "Postfix", category.parameter("programs"))
                                            .binaries("In", parents)));
        } else {
            notes.add(
                    "No finding names what started the shell; starting shells is not watched, since probes and people in a terminal do it too.");
        }
        var shells = category.parameter("programs");
        var peers = named.addresses();
        if (peers.isEmpty()) {
            notes.add(
                    "No finding names whom the shell spoke to; connections of shells are only reported.");
            hooks.add(connectElsewhere(shells));
        } else {
            hooks.add(connect(peers, List.of(), Selector.stopping(), shells, "Postfix"));
        }
        return hooks;
    }

    private List<Hook> destination() {
        var peers = named.addresses();
        if (peers.isEmpty()) {
            return List.of();
        }
        notes.add(
                "Datagrams that are sent without connecting, and connections that exist already, are not seen.");
        return List.of(connect(peers, List.of(), Selector.stopping(), List.of(), "In"));
    }

    private List<Hook> kernelModule() {
        var own = named.programs();
        if (own.isEmpty()) {
            return List.of();
        }
        return List.of(
                new Hook("sys_init_module", true).selector(Selector.stopping().binaries("In", own)),
                new Hook("sys_finit_module", true)
                        .arg(0, "int")
                        .selector(Selector.stopping().binaries("In", own)));
    }

    private static Hook execution(Collection<String> endings) {
        return new Hook("security_bprm_check", false)
                .arg(0, "linux_binprm")
                .selector(Selector.stopping().arg(0, "Postfix", endings));
    }

    /// Connecting to these addresses. From agent 1.4 on at the security hook, which cannot be raced
    /// and sees every protocol; there the destination is what the operators call the source.
    /// Before, at TCP's own function.
    private Hook connect(
            Collection<String> addresses,
            Collection<String> ports,
            Selector selector,
            Collection<String> binaries,
            String binaryOperator) {
        boolean modern = agent.atLeast(1, 4);
        int index = modern ? 1 : 0;
        selector.arg(index, modern ? "SAddr" : "DAddr", Addresses.withMapped(addresses));
        if (!ports.isEmpty()) {
            selector.arg(index, modern ? "SPort" : "DPort", ports);
        }
        if (!binaries.isEmpty()) {
            selector.binaries(binaryOperator, binaries);
        }
        return connectHook().selector(selector);
    }

    private Hook connectElsewhere(Collection<String> shells) {
        boolean modern = agent.atLeast(1, 4);
        int index = modern ? 1 : 0;
        return connectHook()
                .selector(
                        Selector.reporting()
                                .arg(index, "Family", List.of("AF_INET", "AF_INET6"))
                                .arg(index, modern ? "NotSAddr" : "NotDAddr", LOOPBACK)
                                .binaries("Postfix", shells));
    }

    private Hook connectHook() {
        return agent.atLeast(1, 4)
                ? new Hook("security_socket_connect", false).arg(1, "sockaddr")
                : new Hook("tcp_connect", false).arg(0, "sock");
    }
}
