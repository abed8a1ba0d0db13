package io.sluice.policy.tracing;

import io.sluice.policy.manifest.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes TracingPolicies from what people block by hand: connections to addresses, ranges or ports.
public final class BlockPolicies {
    private static final List<String> NOTES =
            List.of(
                    "Datagrams that are sent without connecting, and connections that exist already, are not seen.");

    private BlockPolicies() {}

    /// What is to be blocked.
    ///
    /// @param request names the policy: one for each request
    /// @param addresses addresses and ranges that may be blocked; empty when it is about ports
    /// @param ports TCP and UDP ports, whatever the address
    public record Order(
            String request,
            Scope scope,
            List<String> addresses,
            List<String> ports,
            Form form,
            AgentVersion agent) {
        public Order {
            addresses = addresses.stream().sorted().toList();
            ports = ports.stream().sorted().toList();
        }
    }

    public static Generated generate(Order order) {
        if (order.addresses().isEmpty() == order.ports().isEmpty()) {
            return new Generated.Impossible("Expected either addresses or ports to block.");
        }
        if (order.scope().isProtected()) {
            return new Generated.Impossible(
                    "Namespace '"
                            + order.scope().namespace()
                            + "' belongs to the cluster itself; nothing is blocked in it.");
        }
        if (order.form() == Form.AUDIT) {
            return new Generated.Policy(manifest(order, Form.AUDIT), NOTES);
        }
        return order.scope().enforceable()
                ? new Generated.Policy(manifest(order, Form.ENFORCE), NOTES)
                : new Generated.AuditOnly(
                        manifest(order, Form.AUDIT),
                        "No namespace and labels were given; a policy that stops things must be bound to one workload.",
                        NOTES);
    }

    private static Manifest manifest(Order order, Form form) {
        var scope = order.scope();
        boolean bound = scope.enforceable();
        var spec = new LinkedHashMap<String, @Nullable Object>();
        spec.put("podSelector", TracingPolicies.podSelector(scope, bound));
        spec.put("kprobes", List.of(hook(order).write(form)));
        var annotations = new TreeMap<String, String>();
        annotations.put("sluice.io/form", form == Form.AUDIT ? "audit" : "enforce");
        annotations.put("sluice.io/request", order.request());
        return new Manifest(
                TracingPolicies.API_VERSION,
                bound ? "TracingPolicyNamespaced" : "TracingPolicy",
                "sluice-manual-" + order.request(),
                bound ? scope.namespace() : "",
                Map.of(
                        "app.kubernetes.io/managed-by", "sluice",
                        "sluice.io/category", "manual"),
                annotations,
                spec);
    }

    private static Hook hook(Order order) {
        boolean modern = order.agent().atLeast(1, 4);
        int index = modern ? 1 : 0;
        var selector = Selector.stopping();
        var addresses = new ArrayList<>(Addresses.withMapped(order.addresses()));
        if (!addresses.isEmpty()) {
            selector.arg(index, modern ? "SAddr" : "DAddr", addresses);
        }
        if (!order.ports().isEmpty()) {
            selector.arg(index, modern ? "SPort" : "DPort", order.ports());
        }
        var hook =
                modern
                        ? new Hook("security_socket_connect", false).arg(1, "sockaddr")
                        : new Hook("tcp_connect", false).arg(0, "sock");
        return hook.selector(selector);
    }
}
