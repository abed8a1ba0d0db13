package io.sluice.app.connection;

import io.sluice.app.connection.ConnectionKeeping.Filled;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Input;
import io.sluice.app.problem.ProblemView;
import io.sluice.app.secret.reference.SecretSources;
import io.sluice.codec.schema.NodeCatalogue;
import io.sluice.engine.node.ConnectionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Checks what was filled in against the fields of the connection's type.
@Component
class ConnectionForm {
    private static final int LONGEST = 8_000;

    private final NodeCatalogue catalogue;
    private final SecretSources sources;

    ConnectionForm(NodeCatalogue catalogue, SecretSources sources) {
        this.catalogue = catalogue;
        this.sources = sources;
    }

    /// @param secrets names of the secrets that are set in the end
    /// @param references those that are kept elsewhere in the end
    /// @throws ApiProblem that lists everything that is wrong
    void check(String project, Filled filled, Set<String> secrets, Map<String, String> references) {
        var type = type(filled.type());
        var problems = new ArrayList<ProblemView>();
        unknown(type, filled.settings().keySet(), false, "/settings", problems);
        unknown(type, filled.secrets().keySet(), true, "/secrets", problems);
        unknown(type, filled.references().keySet(), true, "/references", problems);
        references.forEach((field, reference) ->
                sources.refusal(project, reference)
                        .ifPresent(
                                why -> problems.add(ProblemView.at("/references/" + field, why))));
        for (var field : type.fields()) {
            var given =
                    field.secret()
                            ? secrets.contains(field.key()) || references.containsKey(field.key())
                            : !filled.settings().getOrDefault(field.key(), "").isBlank();
            if (field.required() && !given) {
                var path = (field.secret() ? "/secrets/" : "/settings/") + field.key();
                problems.add(
                        ProblemView.at(
                                path, "Expected '" + field.title() + "', found none; fill it in."));
            }
        }
        filled.settings().forEach((key, value) -> length("/settings/" + key, value, problems));
        filled.secrets()
                .forEach((key, value) -> {
                    if (value != null) {
                        length("/secrets/" + key, value, problems);
                    }
                });
        if (!problems.isEmpty()) {
            throw new ApiProblem(
                    ErrorCode.BAD_INPUT, problems.getFirst().message(), List.copyOf(problems));
        }
    }

    private ConnectionType type(String id) {
        return catalogue
                .connectionType(id)
                .orElseThrow(() ->
                        Input.refuse(
                                "/type",
                                "Expected a type out of "
                                        + catalogue.connectionTypes().stream()
                                                .map(ConnectionType::id)
                                                .toList()
                                        + ", found '"
                                        + Input.clip(id)
                                        + "'."));
    }

    private static void unknown(
            ConnectionType type,
            Set<String> given,
            boolean secret,
            String path,
            List<ProblemView> problems) {
        var known =
                type.fields().stream()
                        .filter(field -> field.secret() == secret)
                        .map(ConnectionType.Setting::key)
                        .collect(Collectors.toSet());
        for (var key : given) {
            if (!known.contains(key)) {
                problems.add(
                        ProblemView.at(
                                path + "/" + key,
                                "Expected fields out of "
                                        + known.stream().sorted().toList()
                                        + ", found '"
                                        + Input.clip(key)
                                        + "'; remove it."));
            }
        }
    }

    private static void length(String path, String value, List<ProblemView> problems) {
        if (value.length() > LONGEST) {
            problems.add(ProblemView.at(path, "Expected at most " + LONGEST + " characters."));
        }
    }
}
