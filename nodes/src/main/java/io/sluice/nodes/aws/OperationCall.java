package io.sluice.nodes.aws;

import io.sluice.engine.node.NodeFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A checked call of an operation: only parameters that it knows, each of its type.
///
/// @param fields form fields of the Query protocol
record OperationCall(Operation operation, Map<String, String> fields) {
    static final Map<String, String> ERRORS =
            Map.of(
                    "aws.unknown-operation", "The operation is not among those this node knows.",
                    "aws.operation-not-allowed", "The connection does not allow the operation.",
                    "aws.invalid-parameters",
                            "A parameter is unknown, missing or of another type.");

    /// @throws NodeFailure that names every parameter that is wrong
    static OperationCall check(String name, Map<String, ?> parameters, boolean write)
            throws NodeFailure {
        var operation = Operation.find(name).filter(found -> found.write() == write);
        if (operation.isEmpty()) {
            throw AwsText.permanent(
                    "aws.unknown-operation",
                    "Expected one of "
                            + String.join(", ", Operation.names(write))
                            + ", found '"
                            + name
                            + "'.");
        }
        return check(operation.get(), parameters);
    }

    private static OperationCall check(Operation operation, Map<String, ?> parameters)
            throws NodeFailure {
        var problems = new ArrayList<String>();
        var fields = new LinkedHashMap<String, String>();
        for (var entry : parameters.entrySet()) {
            var parameter = operation.parameter(entry.getKey());
            @Nullable Object value = entry.getValue();
            if (parameter.isEmpty()) {
                problems.add("it does not know '" + entry.getKey() + "'");
                continue;
            }
            parameter
                    .get()
                    .fields(value)
                    .ifPresentOrElse(
                            fields::putAll,
                            () ->
                                    problems.add(
                                            "'"
                                                    + entry.getKey()
                                                    + "' must be "
                                                    + parameter.get().kind().words()));
        }
        operation.parameters().stream()
                .filter(each -> each.required() && !parameters.containsKey(each.name()))
                .forEach(each -> problems.add("'" + each.name() + "' is missing"));
        if (!problems.isEmpty()) {
            throw AwsText.permanent(
                    "aws.invalid-parameters",
                    "Expected the parameters of "
                            + operation.name()
                            + " ("
                            + names(operation)
                            + "), found: "
                            + String.join("; ", problems)
                            + ".");
        }
        return new OperationCall(operation, Map.copyOf(fields));
    }

    private static String names(Operation operation) {
        return String.join(", ", operation.parameters().stream().map(Parameter::name).toList());
    }

    /// Changing operations want the connection's leave: its owner, not the workflow's author, says
    /// what may be done with it.
    void allowedBy(Ec2 ec2) throws NodeFailure {
        var allowed =
                ec2.connection()
                        .setting(AwsConnection.ALLOWED_OPERATIONS)
                        .map(text -> Arrays.asList(text.strip().split("\\s*,\\s*")))
                        .orElse(List.of());
        if (operation.write() && !allowed.contains(operation.name())) {
            throw AwsText.permanent(
                    "aws.operation-not-allowed",
                    "Expected connection '"
                            + ec2.connection().name()
                            + "' to allow "
                            + operation.name()
                            + ", found "
                            + (allowed.isEmpty() ? "none allowed" : String.join(", ", allowed))
                            + "; add it to Allowed operations of the connection.");
        }
    }
}
