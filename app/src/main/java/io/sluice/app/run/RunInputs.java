package io.sluice.app.run;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Input;
import io.sluice.app.problem.ProblemView;
import io.sluice.app.workflow.Defaults;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Variable;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.node.TriggerType.Occurrence;
import io.sluice.engine.node.TriggerType.Reading;
import io.sluice.engine.node.TriggerType.Source;
import io.sluice.engine.port.Catalogue;
import io.sluice.engine.port.Catalogue.TriggerEntry;
import io.sluice.engine.port.Records;
import io.sluice.engine.port.Schemas;
import io.sluice.engine.value.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// From what a person or program gives to the event and variables a run begins with.
@Component
class RunInputs {
    private final Catalogue catalogue;
    private final Schemas schemas;
    private final Records records;

    RunInputs(Catalogue catalogue, Schemas schemas, Records records) {
        this.catalogue = catalogue;
        this.schemas = schemas;
        this.records = records;
    }

    /// The event of a start node. For a manual start the input is its form; for any other it is the
    /// event as the run would see it, or what would come in from outside.
    ///
    /// @throws ApiProblem that lists what does not fit
    Map<String, @Nullable Object> event(
            Node.Start start, Map<String, @Nullable Object> input, Instant now) {
        var entry =
                catalogue
                        .triggerType(start.trigger())
                        .orElseThrow(() -> ApiProblem.notFound("trigger type", start.trigger()));
        var given = Input.values(input, "/input");
        var form = form(start);
        if (entry.type().source() == Source.MANUAL) {
            require(schemas.check(form, given), "/input");
            return read(entry, start, given, now);
        }
        var misfits = schemas.check(entry.eventSchema(), given);
        if (misfits.isEmpty()) {
            return given;
        }
        try {
            return read(entry, start, given, now);
        } catch (ApiProblem e) {
            throw refuse(misfits, "/input");
        }
    }

    private static Map<String, @Nullable Object> form(Node.Start start) {
        return start.config().get("schema") instanceof Map<?, ?> schema
                ? Values.normaliseMap(schema)
                : Map.of();
    }

    private Map<String, @Nullable Object> read(
            TriggerEntry entry,
            Node.Start start,
            Map<String, @Nullable Object> input,
            Instant now) {
        return read(entry.type(), start, new Occurrence(input, Map.of(), Optional.empty(), now));
    }

    private <C extends Record, E extends Record> Map<String, @Nullable Object> read(
            io.sluice.engine.node.TriggerType<C, E> type, Node.Start start, Occurrence occurrence) {
        var config = records.read(start.config(), type.configType());
        return switch (type.read(config, occurrence)) {
            case Reading.Starts<E> starts -> records.write(starts.event());
            case Reading.Ignored<E> ignored -> throw ApiProblem.badInput(ignored.why());
            case Reading.Refused<E> refused -> throw ApiProblem.badInput(refused.why());
        };
    }

    /// The variables a run begins with: those given, the others with their defaults.
    ///
    /// @throws ApiProblem if a variable is not declared or its value does not fit
    Map<String, @Nullable Object> variables(
            Workflow workflow, Map<String, @Nullable Object> given) {
        var values = Input.values(given, "/variables");
        check(workflow, values);
        var all = Defaults.of(workflow);
        all.putAll(values);
        return all;
    }

    private void check(Workflow workflow, Map<String, @Nullable Object> given) {
        var declared =
                workflow.variables().stream()
                        .collect(Collectors.toMap(Variable::name, one -> one, (one, _) -> one));
        var problems = new ArrayList<ProblemView>();
        given.forEach((name, value) -> {
            var variable = declared.get(name);
            if (variable == null) {
                problems.add(
                        ProblemView.at(
                                "/variables/" + name,
                                "Expected variables out of "
                                        + declared.keySet()
                                        + ", found '"
                                        + name
                                        + "'."));
            } else {
                schemas.check(variable.schema(), value)
                        .forEach(misfit ->
                                problems.add(
                                        ProblemView.at(
                                                "/variables/" + name + misfit.path(),
                                                misfit.message())));
            }
        });
        if (!problems.isEmpty()) {
            throw new ApiProblem(
                    ErrorCode.BAD_INPUT, problems.getFirst().message(), List.copyOf(problems));
        }
    }

    private static void require(List<Schemas.Misfit> misfits, String path) {
        if (!misfits.isEmpty()) {
            throw refuse(misfits, path);
        }
    }

    private static ApiProblem refuse(List<Schemas.Misfit> misfits, String path) {
        var problems =
                misfits.stream()
                        .map(one -> ProblemView.at(path + one.path(), one.message()))
                        .toList();
        return new ApiProblem(
                ErrorCode.BAD_INPUT,
                "Expected an input that fits the start node: " + problems.getFirst().message(),
                problems);
    }
}
