package io.sluice.app.template;

import io.sluice.app.problem.Input;
import io.sluice.app.template.TemplateShelf.Template;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Variable;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.port.Schemas;
import io.sluice.engine.value.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes a template's workflow one's own: another name, our connections, other values of variables.
///
/// @param connections our connection by the template's name for it; one left out keeps that name
record Tailoring(
        Optional<String> name,
        Map<String, String> connections,
        Map<String, @Nullable Object> variables) {

    Workflow cut(Template template, Schemas schemas) {
        requireKnown(template);
        var document = template.workflow();
        return new Workflow(
                name.orElse(document.name()),
                document.description(),
                variables(document, schemas),
                document.nodes().stream().map(this::connected).toList(),
                document.edges(),
                document.within(),
                document.layout(),
                document.foreign());
    }

    private void requireKnown(Template template) {
        var names = template.connections().stream().map(one -> one.name()).toList();
        for (var given : connections.keySet()) {
            if (!names.contains(given)) {
                throw Input.refuse(
                        "/connections/" + given,
                        "Expected connections out of "
                                + names
                                + ", found '"
                                + Input.clip(given)
                                + "'.");
            }
        }
    }

    private Node connected(Node node) {
        return switch (node) {
            case Node.Task task -> task.withConfig(connected(task.config()));
            case Node.Start start ->
                    new Node.Start(
                            start.id(), start.name(), start.trigger(), connected(start.config()));
            case Node.Wait wait when wait.until() instanceof Node.WaitFor.Condition condition ->
                    new Node.Wait(
                            wait.id(),
                            wait.name(),
                            new Node.WaitFor.Condition(
                                    condition.type(),
                                    connected(condition.config()),
                                    condition.condition(),
                                    condition.every()));
            case Node.Begin _,
                    Node.Gateway _,
                    Node.Wait _,
                    Node.Approval _,
                    Node.Throw _,
                    Node.Call _,
                    Node.Compensate _,
                    Node.Area _,
                    Node.Boundary _,
                    Node.End _ ->
                    node;
        };
    }

    private Map<String, @Nullable Object> connected(Map<String, @Nullable Object> config) {
        if (!(config.get("connection") instanceof String wanted)
                || !connections.containsKey(wanted)) {
            return config;
        }
        var copy = new LinkedHashMap<>(config);
        copy.put("connection", connections.get(wanted));
        return copy;
    }

    private List<Variable> variables(Workflow document, Schemas schemas) {
        var left = new HashSet<>(variables.keySet());
        var result = new ArrayList<Variable>();
        for (var variable : document.variables()) {
            left.remove(variable.name());
            result.add(
                    variables.containsKey(variable.name())
                            ? changed(variable, variables.get(variable.name()), schemas)
                            : variable);
        }
        if (!left.isEmpty()) {
            throw Input.refuse(
                    "/variables/" + left.iterator().next(),
                    "Expected variables out of "
                            + document.variables().stream().map(Variable::name).toList()
                            + ", found "
                            + left
                            + ".");
        }
        return result;
    }

    private static Variable changed(Variable variable, @Nullable Object value, Schemas schemas) {
        var normal = Values.normalise(value);
        var misfits = schemas.check(variable.schema(), normal);
        if (!misfits.isEmpty()) {
            throw Input.refuse(
                    "/variables/" + variable.name() + misfits.getFirst().path(),
                    misfits.getFirst().message());
        }
        return new Variable(variable.name(), variable.schema(), normal);
    }
}
