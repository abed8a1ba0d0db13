package io.sluice.sandbox.kubernetes.tetragon;

import io.sluice.sandbox.world.Tree;
import io.sluice.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An event in the form of Tetragon's JSON export: one object a line.
record Export(World world, Activity activity) {
    Map<String, Object> kprobe(
            String function,
            List<Map<String, Object>> arguments,
            String action,
            String policy,
            String message,
            List<String> tags) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("process", process(activity.caller(), activity.arguments()));
        body.put("parent", process(activity.parent(), ""));
        body.put("function_name", function.startsWith("sys_") ? "__x64_" + function : function);
        body.put("args", arguments);
        body.put("action", action);
        body.put("policy_name", policy);
        body.put("return_action", "KPROBE_ACTION_POST");
        if (!message.isEmpty()) {
            body.put("message", message);
        }
        if (!tags.isEmpty()) {
            body.put("tags", tags);
        }
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("process_kprobe", body);
        event.put("node_name", node());
        event.put("time", world.now().toString());
        return event;
    }

    private String node() {
        String node = Tree.text(activity.pod(), "spec", "nodeName");
        return node.isEmpty() ? "node-1" : node;
    }

    private Map<String, Object> process(String binary, String arguments) {
        long pid = world.ids().next("pid", 1000);
        Map<String, Object> process = new LinkedHashMap<>();
        String id = node() + ":" + world.now().toEpochMilli() + ":" + pid;
        process.put(
                "exec_id", Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8)));
        process.put("pid", pid);
        process.put("uid", activity.uid());
        process.put("cwd", "/");
        process.put("binary", binary);
        if (!arguments.isEmpty()) {
            process.put("arguments", arguments);
        }
        process.put("flags", "execve clone");
        process.put("start_time", world.now().toString());
        process.put("auid", 4_294_967_295L);
        if (!activity.onHost()) {
            process.put("pod", pod());
        }
        return process;
    }

    private Map<String, Object> pod() {
        Map<String, Object> container = new LinkedHashMap<>();
        Object status =
                Tree.listAt(activity.pod(), "status", "containerStatuses").stream()
                        .filter(each -> Tree.text(each, "name").equals(activity.container()))
                        .findFirst()
                        .orElse(Map.of());
        container.put("id", Tree.text(status, "containerID"));
        container.put("name", activity.container());
        container.put("image", Map.of("name", Tree.text(status, "image")));
        Object owner =
                Tree.listAt(activity.pod(), "metadata", "ownerReferences").stream()
                        .findFirst()
                        .orElse(Map.of());
        Map<String, Object> pod = new LinkedHashMap<>();
        pod.put("namespace", activity.namespace());
        pod.put("name", Tree.text(activity.pod(), "metadata", "name"));
        pod.put("container", container);
        pod.put("pod_labels", activity.labels());
        pod.put("workload", workload(owner));
        pod.put(
                "workload_kind",
                Tree.text(owner, "kind").equals("ReplicaSet")
                        ? "Deployment"
                        : Tree.text(owner, "kind"));
        return pod;
    }

    private String workload(Object owner) {
        String name = Tree.text(owner, "name");
        String hash = "-" + Tree.text(activity.labels(), "pod-template-hash");
        return hash.length() > 1 && name.endsWith(hash)
                ? name.substring(0, name.length() - hash.length())
                : name;
    }
}
