package io.sluice.policy.network;

import inet.ipaddr.IPAddress;
import io.sluice.policy.finding.Ip;
import io.sluice.policy.tracing.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// What a network policy would do, told before it is applied, since it has no audit form.
///
/// @param selected pods that it selects
/// @param uncovered pods that it selects in vain: they are on the host's network
/// @param cut flows that it would cut
public record Preview(List<Pod> selected, List<Pod> uncovered, List<Flow> cut) {
    public Preview {
        selected = List.copyOf(selected);
        uncovered = List.copyOf(uncovered);
        cut = List.copyOf(cut);
    }

    /// A pod as it runs now.
    public record Pod(
            String namespace, String name, Map<String, String> labels, boolean hostNetwork) {}

    /// A connection that was seen.
    ///
    /// @param pod the pod that made it
    /// @param port 0 where it is not known
    /// @param protocol `TCP`, `UDP` or `SCTP`
    public record Flow(String namespace, String pod, String address, int port, String protocol) {}

    public static Preview of(Scope scope, Blocks blocks, List<Pod> pods, List<Flow> flows) {
        var selected = pods.stream().filter(pod -> selects(scope, pod)).toList();
        var uncovered = selected.stream().filter(Pod::hostNetwork).toList();
        var names = new HashSet<String>();
        selected.stream().filter(pod -> !pod.hostNetwork()).map(Pod::name).forEach(names::add);
        var ranges = blocks.ranges().stream().flatMap(one -> Ip.parse(one).stream()).toList();
        var cut =
                flows.stream()
                        .filter(flow ->
                                flow.namespace().equals(scope.namespace())
                                        && names.contains(flow.pod()))
                        .filter(flow -> cuts(ranges, blocks.ports(), flow))
                        .toList();
        return new Preview(selected, uncovered, cut);
    }

    private static boolean selects(Scope scope, Pod pod) {
        return pod.namespace().equals(scope.namespace())
                && pod.labels().entrySet().containsAll(scope.labels().entrySet());
    }

    private static boolean cuts(List<IPAddress> ranges, List<Integer> ports, Flow flow) {
        if (flow.protocol().equals("TCP") && ports.contains(flow.port())) {
            return true;
        }
        return Ip.single(flow.address())
                .map(Blocks::plain)
                .filter(address -> ranges.stream().anyMatch(range -> contains(range, address)))
                .isPresent();
    }

    private static boolean contains(IPAddress range, IPAddress address) {
        return range.isIPv4() == address.isIPv4() && range.contains(address);
    }
}
