package io.sluice.sandbox.kubernetes;

import io.sluice.sandbox.kubernetes.StatusError.Cause;
import io.sluice.sandbox.kubernetes.schema.Cidr;
import io.sluice.sandbox.world.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the API asks of a NetworkPolicy beyond the types of its fields.
final class NetworkPolicyRules {
    private final List<Cause> causes = new ArrayList<>();

    private NetworkPolicyRules() {}

    static List<Cause> causes(Map<String, Object> policy) {
        NetworkPolicyRules rules = new NetworkPolicyRules();
        rules.direction(policy, "ingress", "from");
        rules.direction(policy, "egress", "to");
        return rules.causes;
    }

    /// Sets what the API sets by itself: the directions that a policy concerns.
    static void fill(Map<String, Object> policy) {
        Map<String, Object> spec = Tree.child(policy, "spec");
        if (!spec.containsKey("policyTypes")) {
            boolean egress = !Tree.listAt(spec, "egress").isEmpty();
            spec.put("policyTypes", egress ? List.of("Ingress", "Egress") : List.of("Ingress"));
        }
    }

    private void direction(Map<String, Object> policy, String direction, String peers) {
        List<Object> rules = Tree.listAt(policy, "spec", direction);
        for (int i = 0; i < rules.size(); i++) {
            String place = "spec.%s[%d]".formatted(direction, i);
            List<Object> all = Tree.listAt(rules.get(i), peers);
            for (int j = 0; j < all.size(); j++) {
                peer(Tree.map(all.get(j)), "%s.%s[%d]".formatted(place, peers, j));
            }
            List<Object> ports = Tree.listAt(rules.get(i), "ports");
            for (int j = 0; j < ports.size(); j++) {
                port(Tree.map(ports.get(j)), "%s.ports[%d]".formatted(place, j));
            }
        }
    }

    private void peer(Map<String, Object> peer, String place) {
        if (peer.isEmpty()) {
            causes.add(
                    new Cause("FieldValueRequired", "Required value: must specify a peer", place));
        }
        if (peer.containsKey("ipBlock") && peer.size() > 1) {
            causes.add(
                    new Cause(
                            "FieldValueForbidden",
                            "Forbidden: may not specify both ipBlock and another peer",
                            place));
        }
        if (peer.containsKey("ipBlock")) {
            block(Tree.mapAt(peer, "ipBlock"), place + ".ipBlock");
        }
    }

    private void block(Map<String, Object> block, String place) {
        String text = Tree.text(block, "cidr");
        Optional<Cidr> whole = Cidr.parse(text);
        if (whole.isEmpty()) {
            invalid(
                    text,
                    "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)",
                    place + ".cidr");
            return;
        }
        List<String> excepted = Tree.texts(block, "except");
        for (int i = 0; i < excepted.size(); i++) {
            String here = "%s.except[%d]".formatted(place, i);
            Optional<Cidr> part = Cidr.parse(excepted.get(i));
            if (part.isEmpty()) {
                invalid(
                        excepted.get(i),
                        "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)",
                        here);
            } else if (!whole.get().strictlyHolds(part.get())) {
                invalid(excepted.get(i), "must be a strict subset of `cidr`", here);
            }
        }
    }

    private void port(Map<String, Object> port, String place) {
        Object number = port.get("port");
        if (number instanceof Integer value && (value < 1 || value > 65_535)) {
            invalid(number, "must be between 1 and 65535, inclusive", place + ".port");
        }
        if (port.get("endPort") instanceof Integer end) {
            if (!(number instanceof Integer first)) {
                invalid(
                        end,
                        "may not be specified when `port` is not specified or is a name",
                        place + ".endPort");
            } else if (end < first) {
                invalid(end, "must be greater than or equal to `port`", place + ".endPort");
            } else if (end > 65_535) {
                invalid(end, "must be between 1 and 65535, inclusive", place + ".endPort");
            }
        }
    }

    private void invalid(Object value, String why, String field) {
        String shown = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
        causes.add(
                new Cause(
                        "FieldValueInvalid", "Invalid value: %s: %s".formatted(shown, why), field));
    }
}
