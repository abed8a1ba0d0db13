package io.sluice.sandbox.qualys.cdr;

import static io.sluice.sandbox.qualys.cdr.Wish.or;

import io.sluice.sandbox.world.Cloud;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A finding in its two shapes: as the API lists it, and as it is pushed.
final class FindingBodies {
    /// With milliseconds, always.
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final String POD_HASH = "-6f5d8c7b9-";
    private static final Pattern OF_REPLICA_SET = Pattern.compile("-[0-9a-f]{6,10}-[0-9a-z]{5}$");

    private FindingBodies() {}

    /// @param index tells apart what is made of one wish
    static Map<String, @Nullable Object> listed(Wish wish, int index, String uuid, Instant at) {
        Template usual = Template.of(category(wish, index));
        String deployment = deployment(wish, index);
        String path = path(wish, usual);
        String process = or(wish.process(), path.substring(path.lastIndexOf('/') + 1));
        String container = or(wish.container(), deployment);
        String pod = or(wish.pod(), deployment + POD_HASH + "x2x4k");
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("uuid", uuid);
        body.put("threatCategory", usual.category());
        body.put("severity", or(wish.severity(), usual.severity()));
        body.put("timestamp", TIME.format(at));
        body.put("resourceType", or(wish.resourceType(), "container"));
        body.put("resourceId", or(wish.containerId(), containerId(pod, index)));
        String address = or(wish.destinationIp(), usual.address());
        body.put("eventMessage", or(wish.message(), usual.message().formatted(process, address)));
        body.put("containerName", container);
        body.put("pod", pod);
        body.put("deploymentName", deployment);
        body.put("imageName", or(wish.image(), "registry.example/" + container + ":1"));
        body.put("processName", process);
        body.put("processPath", path);
        body.put("mitreRulesInfo", rules(usual, index));
        body.put("cloudProvider", or(wish.cloudProvider(), "AWS"));
        body.put("cloudAccount", or(wish.cloudAccount(), Cloud.ACCOUNT));
        body.put("region", or(wish.region(), Cloud.HOME_REGION));
        body.put("sourceIp", or(wish.sourceIp(), "10.244.0.7"));
        if (!address.isEmpty()) {
            body.put("destinationIp", address);
            body.put("destinationPort", or(wish.destinationPort(), usual.port()));
        } else if (wish.destinationPort() != null) {
            body.put("destinationPort", wish.destinationPort());
        }
        optional(body, "namespace", wish.namespace());
        optional(body, "clusterName", wish.cluster());
        return body;
    }

    private static void optional(
            Map<String, @Nullable Object> body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    private static String category(Wish wish, int index) {
        List<String> turns = or(wish.categories(), List.of());
        String one = or(wish.category(), "Cloud_Credentials_Accessed_By_Network_Utility");
        return turns.isEmpty() ? one : turns.get(index % turns.size());
    }

    private static String deployment(Wish wish, int index) {
        String name = or(wish.deployment(), wish.pod() == null ? "web" : ownerOf(wish.pod()));
        int workloads = or(wish.workloads(), 1);
        return workloads == 1 ? name : name + "-" + (index % workloads + 1);
    }

    /// What the pod's name says of its owner: names of replica sets and stateful sets begin with
    /// it.
    private static String ownerOf(String pod) {
        return OF_REPLICA_SET.matcher(pod).replaceFirst("").replaceFirst("-\\d+$", "");
    }

    private static String path(Wish wish, Template usual) {
        if (wish.processPath() != null) {
            return wish.processPath();
        }
        return wish.process() == null ? usual.processPath() : "/usr/bin/" + wish.process();
    }

    /// A map by technique or, for every third, a list.
    private static Object rules(Template usual, int index) {
        if (usual.technique().isEmpty()) {
            return Map.of();
        }
        return index % 3 == 2
                ? List.of(Map.of("technique", usual.technique(), "tactic", usual.tactic()))
                : Map.of(usual.technique(), Map.of("tactic", usual.tactic()));
    }

    private static String containerId(String pod, int index) {
        return "%08x%08x".formatted(pod.hashCode(), index).repeat(4);
    }

    /// The shape of a push: other names, and the finding as it is listed beside them.
    static Map<String, @Nullable Object> pushed(
            Map<String, @Nullable Object> listed, @Nullable String otherId) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("eventType", "CDR_FINDING");
        body.put("eventId", otherId == null ? listed.get("uuid") : otherId);
        body.put("timestamp", listed.get("timestamp"));
        body.put("severity", listed.get("severity"));
        body.put("category", listed.get("threatCategory"));
        for (String same :
                List.of(
                        "threatCategory",
                        "resourceType",
                        "resourceId",
                        "containerName",
                        "pod",
                        "processName",
                        "destinationIp",
                        "destinationPort",
                        "sourceIp")) {
            if (listed.containsKey(same)) {
                body.put(same, listed.get(same));
            }
        }
        Map<String, @Nullable Object> raw = new LinkedHashMap<>(listed);
        if (otherId != null) {
            raw.remove("uuid");
        }
        body.put("raw", raw);
        return body;
    }
}
