package io.sluice.policy.tracing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One function of the kernel that is watched, being written.
///
/// `syscall` is always written out, because the CRD's default is true whatever the function is.
final class Hook {
    private final String call;
    private final boolean syscall;
    private final List<Map<String, @Nullable Object>> args = new ArrayList<>();
    private final List<Map<String, @Nullable Object>> data = new ArrayList<>();
    private final List<Selector> selectors = new ArrayList<>();

    Hook(String call, boolean syscall) {
        this.call = call;
        this.syscall = syscall;
    }

    Hook arg(int index, String type) {
        args.add(entry("index", index, "type", type));
        return this;
    }

    /// A field of the calling task, by its path in the kernel's structures (agent 1.6 and newer).
    Hook taskField(String type, String path) {
        data.add(
                entry(
                        "index",
                        data.size(),
                        "type",
                        type,
                        "source",
                        "current_task",
                        "resolve",
                        path));
        return this;
    }

    Hook selector(Selector selector) {
        selectors.add(selector);
        return this;
    }

    boolean isEmpty() {
        return selectors.isEmpty();
    }

    boolean enforcing() {
        return selectors.stream().anyMatch(Selector::stops);
    }

    Map<String, @Nullable Object> write(Form form) {
        var hook = entry("call", call, "syscall", syscall);
        hook.put("args", args);
        if (!data.isEmpty()) {
            hook.put("data", data);
        }
        hook.put("selectors", selectors.stream().map(one -> one.write(form)).toList());
        return hook;
    }

    static Map<String, @Nullable Object> entry(Object... keysAndValues) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
