package io.sluice.sandbox.aws;

import io.sluice.sandbox.http.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The flat parameters of one action, with the region that the signature is scoped to.
record AwsRequest(
        String action, String region, String accessKeyId, String callerArn, Fields fields) {
    private static final int MAX_LIST = 1000;

    /// The same request as seen from another region.
    AwsRequest in(String otherRegion) {
        return new AwsRequest(action, otherRegion, accessKeyId, callerArn, fields);
    }

    Optional<String> find(String name) {
        return fields.find(name);
    }

    String need(String name) {
        return find(name).orElseThrow(() -> AwsError.missing(name));
    }

    boolean flag(String name) {
        return find(name).map(v -> v.equalsIgnoreCase("true")).orElse(false);
    }

    /// `Name.1`, `Name.2` … in the order of their numbers.
    List<String> list(String name) {
        List<String> values = new ArrayList<>();
        for (int n : numbers(name)) {
            find(name + "." + n).ifPresent(values::add);
        }
        return values;
    }

    /// The numbers that stand behind `name.`, ascending.
    Set<Integer> numbers(String name) {
        Set<Integer> numbers = new TreeSet<>();
        for (String field : fields.names()) {
            if (field.startsWith(name + ".")) {
                String rest = field.substring(name.length() + 1);
                int dot = rest.indexOf('.');
                String number = dot < 0 ? rest : rest.substring(0, dot);
                if (number.matches("[0-9]{1,4}")) {
                    numbers.add(Integer.valueOf(number));
                }
            }
        }
        if (numbers.size() > MAX_LIST) {
            throw AwsError.badValue(name, numbers.size() + " items", "Send at most " + MAX_LIST);
        }
        return numbers;
    }

    Map<String, List<String>> filters() {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        for (int n : numbers("Filter")) {
            filters.put(need("Filter." + n + ".Name"), list("Filter." + n + ".Value"));
        }
        return filters;
    }

    /// The tags of a list `prefix.N.Key` / `prefix.N.Value`.
    Map<String, String> tags(String prefix) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (int n : numbers(prefix)) {
            String key = need(prefix + "." + n + ".Key");
            if (key.startsWith("aws:")) {
                throw AwsError.badValue(
                        prefix, key, "Tag keys starting with 'aws:' are reserved for internal use");
            }
            tags.put(key, fields.orElse(prefix + "." + n + ".Value", ""));
        }
        return tags;
    }

    /// The tags that a create gives to a new resource of this type.
    Map<String, String> tagSpecification(String resourceType) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (int n : numbers("TagSpecification")) {
            String prefix = "TagSpecification." + n;
            String type = need(prefix + ".ResourceType");
            if (!type.equals(resourceType)) {
                throw AwsError.badValue(prefix + ".ResourceType", type, "Expected " + resourceType);
            }
            tags.putAll(tags(prefix + ".Tag"));
        }
        return tags;
    }

    /// The idempotency aid in the tags, as one text for the ledger.
    String tagKey(String resourceType) {
        List<String> parts = new ArrayList<>();
        tagSpecification(resourceType).forEach((k, v) -> parts.add(k + "=" + v));
        parts.sort(null);
        return String.join(",", parts);
    }

    /// DryRun never succeeds: a permitted action is refused with this code.
    void stopIfDryRun() {
        if (flag("DryRun")) {
            throw new AwsError(
                    412,
                    "DryRunOperation",
                    "Request would have succeeded, but DryRun flag is set.");
        }
    }
}
