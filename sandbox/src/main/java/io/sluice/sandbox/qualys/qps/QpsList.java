package io.sluice.sandbox.qualys.qps;

import java.util.List;
import java.util.Map;

/// A collection within an object: shown under `list`, each element under its own name. In JSON a
/// single element stands alone instead of in an array, as the platform does it.
record QpsList(String item, List<Map<String, Object>> elements) {
    QpsList {
        elements = List.copyOf(elements);
    }
}
