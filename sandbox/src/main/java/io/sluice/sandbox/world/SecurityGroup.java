package io.sluice.sandbox.world;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stateful allow-list of traffic.
public record SecurityGroup(
        String groupId,
        String name,
        String description,
        String region,
        String vpcId,
        List<Rule> rules,
        Instant createdAt) {
    public SecurityGroup {
        rules = List.copyOf(rules);
    }

    /// What a rule lets in or out.
    public enum Peer {
        CIDR,
        CIDR6,
        GROUP,
        PREFIX_LIST
    }

    /// One allowed peer.
    ///
    /// @param protocol `-1` for all, else a name or number as the caller gave it
    /// @param fromPort absent when the protocol has none
    public record Rule(
            String ruleId,
            boolean egress,
            String protocol,
            @Nullable Integer fromPort,
            @Nullable Integer toPort,
            Peer peer,
            String value,
            @Nullable String description) {
        /// Whether it allows the same traffic, whatever its id and description.
        public boolean allowsSameAs(Rule other) {
            return egress == other.egress
                    && permission().equals(other.permission())
                    && peer == other.peer
                    && value.equals(other.value);
        }

        /// Protocol and ports: the rules that share them are shown as one permission.
        public Permission permission() {
            return new Permission(protocol, fromPort, toPort);
        }

        boolean allowsTcp(int port) {
            if (protocol.equals("-1")) {
                return true;
            }
            return protocol.equals("tcp")
                    && fromPort != null
                    && toPort != null
                    && fromPort <= port
                    && port <= toPort;
        }
    }

    /// Protocol and port range of a rule.
    public record Permission(
            String protocol, @Nullable Integer fromPort, @Nullable Integer toPort) {}

    public SecurityGroup with(List<Rule> newRules) {
        return new SecurityGroup(groupId, name, description, region, vpcId, newRules, createdAt);
    }

    public boolean isDefault() {
        return name.equals("default");
    }
}
