package io.sluice.sandbox.kubernetes;

import io.sluice.sandbox.kubernetes.StatusError.Cause;
import io.sluice.sandbox.kubernetes.schema.Validation;
import io.sluice.sandbox.world.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Holds an object against the rules of its kind before it is stored.
final class Admission {
    private static final int MAX_ANNOTATIONS = 256 << 10;
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern NAME_PART =
            Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
    private static final Pattern LABEL_VALUE =
            Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");

    private final List<Cause> causes = new ArrayList<>();

    private Admission() {}

    /// Throws [StatusError] 422 with each cause.
    static void check(Kind kind, Map<String, Object> object) {
        Admission admission = new Admission();
        admission.metadata(Tree.mapAt(object, "metadata"));
        Validation.flaws(kind.schema(), object)
                .forEach(flaw ->
                        admission.causes.add(
                                new Cause(flaw.reason(), flaw.message(), flaw.field())));
        if (admission.causes.isEmpty() && kind.kind().equals("NetworkPolicy")) {
            admission.causes.addAll(NetworkPolicyRules.causes(object));
        }
        if (!admission.causes.isEmpty()) {
            throw StatusError.invalid(
                    kind, Tree.text(object, "metadata", "name"), List.copyOf(admission.causes));
        }
    }

    private void metadata(Map<String, Object> metadata) {
        String name = Tree.text(metadata, "name");
        if (name.length() > 253 || !SUBDOMAIN.matcher(name).matches()) {
            invalid(
                    name,
                    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
                    "metadata.name");
        }
        Tree.mapAt(metadata, "labels").forEach(this::label);
        int size = 0;
        for (Map.Entry<String, Object> each : Tree.mapAt(metadata, "annotations").entrySet()) {
            key(each.getKey(), "metadata.annotations");
            size += each.getKey().length() + String.valueOf(each.getValue()).length();
        }
        if (size > MAX_ANNOTATIONS) {
            causes.add(
                    new Cause(
                            "FieldValueTooLong",
                            "Too long: may not be more than 262144 bytes",
                            "metadata.annotations"));
        }
    }

    private void label(String key, Object value) {
        key(key, "metadata.labels");
        String text = String.valueOf(value);
        if (text.length() > 63) {
            invalid(text, "must be no more than 63 bytes", "metadata.labels");
        } else if (!LABEL_VALUE.matcher(text).matches()) {
            invalid(
                    text,
                    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
                    "metadata.labels");
        }
    }

    private void key(String key, String field) {
        int slash = key.indexOf('/');
        String name = key.substring(slash + 1);
        boolean prefixed = slash < 0 || SUBDOMAIN.matcher(key.substring(0, slash)).matches();
        if (!prefixed || name.length() > 63 || !NAME_PART.matcher(name).matches()) {
            invalid(
                    key,
                    "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
                    field);
        }
    }

    private void invalid(String value, String why, String field) {
        causes.add(
                new Cause(
                        "FieldValueInvalid",
                        "Invalid value: \"%s\": %s".formatted(value, why),
                        field));
    }
}
