package io.sluice.app.connection;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Input;
import io.sluice.app.secret.KnownSecrets;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.codec.schema.NodeCatalogue;
import io.sluice.db.authored.StoredConnection;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.OptionSource;
import io.sluice.engine.node.OptionSource.Found;
import io.sluice.engine.node.OptionSource.Option;
import io.sluice.engine.node.OptionSource.Question;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/// Asks outside systems what can be chosen. Everything is asked for at first and searched here;
/// only when that was not all, the outside system searches.
@Component
class LiveOptions {
    private static final int MOST = 1000;
    private static final int MOST_SHOWN = 200;
    private static final int LONGEST = 200;
    private static final int MOST_AT_ONCE = 8;

    private final ConnectionKeeping connections;
    private final ConnectionAccess access;
    private final NodeCatalogue catalogue;
    private final Sealing sealing;
    private final Authorization authorization;
    private final InstantSource clock;
    private final RecentOptions recent;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    LiveOptions(
            ConnectionKeeping connections,
            ConnectionAccess access,
            NodeCatalogue catalogue,
            Sealing sealing,
            Authorization authorization,
            InstantSource clock) {
        this.connections = connections;
        this.access = access;
        this.catalogue = catalogue;
        this.sealing = sealing;
        this.authorization = authorization;
        this.clock = clock;
        recent = new RecentOptions(clock);
    }

    /// @throws ApiProblem BAD_INPUT for a question that makes no sense, OPTIONS_UNAVAILABLE when
    ///   the outside system has no answer
    Found find(
            Caller caller,
            String name,
            String sourceId,
            String query,
            Map<String, String> arguments) {
        authorization.requireSomewhere(caller, Action.EDIT_WORKFLOW);
        if (!access.sees(caller, name)) {
            throw authorization.denied(
                    caller, Action.USE_CONNECTION, name, ApiProblem.notFound("connection", name));
        }
        var stored = connections.load(caller, name);
        access.require(caller, name);
        var source = source(sourceId, stored);
        check(source, query, arguments);
        var all = asked(caller, stored, source, new Question(name, "", arguments, MOST));
        if (all.complete() || query.isBlank()) {
            return shown(all, query.strip().toLowerCase(Locale.ROOT));
        }
        return shown(
                asked(caller, stored, source, new Question(name, query.strip(), arguments, MOST)),
                "");
    }

    private OptionSource source(String id, StoredConnection stored) {
        var source =
                catalogue
                        .optionSource(id)
                        .orElseThrow(() -> ApiProblem.notFound("source of options", id));
        if (!source.connectionType().equals(stored.type())) {
            throw ApiProblem.badInput(
                    "Expected a connection of type "
                            + source.connectionType()
                            + " for "
                            + id
                            + ", found one of type "
                            + stored.type()
                            + "; choose another.");
        }
        return source;
    }

    private static void check(OptionSource source, String query, Map<String, String> arguments) {
        within("query", query);
        arguments.forEach((argument, value) -> {
            if (!source.needs().contains(argument)) {
                throw Input.refuse(
                        Input.clip(argument),
                        "Expected none but query and "
                                + source.needs()
                                + " for "
                                + source.id()
                                + ", found '"
                                + Input.clip(argument)
                                + "'; leave it out.");
            }
            within(argument, value);
        });
    }

    private static void within(String parameter, String value) {
        if (value.length() > LONGEST) {
            throw Input.refuse(
                    parameter,
                    "Expected at most "
                            + LONGEST
                            + " characters for "
                            + parameter
                            + ", found "
                            + value.length()
                            + "; shorten it.");
        }
    }

    private Found asked(
            Caller caller, StoredConnection stored, OptionSource source, Question question) {
        var key =
                new RecentOptions.Key(
                        caller.project(),
                        stored.name(),
                        stored.updatedAt(),
                        source.id(),
                        question.query(),
                        new TreeMap<>(question.arguments()));
        var known = recent.find(key);
        if (known.isPresent()) {
            return known.get();
        }
        if (!places.tryAcquire()) {
            throw new ApiProblem(
                    ErrorCode.TOO_MANY_ATTEMPTS,
                    "Expected at most "
                            + MOST_AT_ONCE
                            + " questions to outside systems at once; try again in a moment.");
        }
        try {
            var found = source.find(question, new ProbeContext(sealing.open(stored), clock));
            recent.keep(key, found);
            return found;
        } catch (NodeFailure failure) {
            throw unavailable(failure.code() + ": " + failure.getMessage());
        } finally {
            places.release();
        }
    }

    private static ApiProblem unavailable(String why) {
        return new ApiProblem(ErrorCode.OPTIONS_UNAVAILABLE, KnownSecrets.blot(why));
    }

    private static Found shown(Found found, String query) {
        var fitting =
                found.options().stream()
                        .filter(option -> query.isEmpty() || fits(option, query))
                        .limit(MOST_SHOWN + 1L)
                        .toList();
        boolean cut = fitting.size() > MOST_SHOWN;
        return new Found(cut ? fitting.subList(0, MOST_SHOWN) : fitting, found.complete() && !cut);
    }

    private static boolean fits(Option option, String query) {
        return (option.value() + " " + option.label() + " " + option.description())
                .toLowerCase(Locale.ROOT)
                .contains(query);
    }
}
