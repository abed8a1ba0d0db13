package io.sluice.app.problem;

import io.sluice.codec.value.JsonBound;
import io.sluice.db.StoreFailure;
import io.sluice.db.authored.NameTaken;
import io.sluice.db.authored.NotThere;
import io.sluice.db.authored.StaleRevision;
import io.sluice.engine.runtime.StoreUnavailable;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Turns whatever ends a request into a problem.
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {
    private static final Pattern CLASS_NAME =
            Pattern.compile("(?:[a-z][a-z0-9_]*\\.)+(?:[A-Z]\\w*\\$)*([A-Z]\\w*)(?:<[^`]*>)?");
    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    @ExceptionHandler
    ResponseEntity<Object> known(ApiProblem problem) {
        return ProblemBody.answer(problem);
    }

    @ExceptionHandler
    ResponseEntity<Object> taken(NameTaken e) {
        return plain(ErrorCode.EXISTS, message(e));
    }

    @ExceptionHandler
    ResponseEntity<Object> absent(NotThere e) {
        return plain(ErrorCode.NOT_FOUND, message(e));
    }

    @ExceptionHandler
    ResponseEntity<Object> stale(StaleRevision e) {
        return plain(ErrorCode.STALE, message(e));
    }

    @ExceptionHandler
    ResponseEntity<Object> clash(DataIntegrityViolationException e) {
        log.debug("Two requests clashed", e);
        return plain(
                ErrorCode.CONFLICT,
                "Expected to be alone with this change, found another at the same time; look again"
                        + " and retry.");
    }

    @ExceptionHandler({
        StoreFailure.class,
        StoreUnavailable.class,
        DataAccessException.class,
        TransactionException.class
    })
    ResponseEntity<Object> store(RuntimeException e) {
        log.error("The database failed a request; the caller is told to try again", e);
        return plain(
                ErrorCode.STORE_UNAVAILABLE,
                "Expected the database to answer, it did not; try again in a moment.");
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> rest(Exception e) {
        if (Causes.has(e, BodyTooLarge.class)) {
            return tooLarge();
        }
        if (Causes.has(e, BodyTooSlow.class)) {
            return tooSlow();
        }
        if (Causes.has(e, InvalidParameterException.class)) {
            return plain(
                    ErrorCode.BAD_REQUEST,
                    "Expected fewer or smaller parameters, found more than are read; send less.");
        }
        if (Causes.clientGone(e)) {
            return null;
        }
        log.error("A request failed by a defect; please report this", e);
        return plain(
                ErrorCode.INTERNAL,
                "Expected no error here, found one of ours; the server's log has the details.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (Causes.has(e, BodyTooLarge.class)) {
            return tooLarge();
        }
        if (Causes.has(e, BodyTooSlow.class)) {
            return tooSlow();
        }
        var json = Causes.find(e, JacksonException.class);
        if (json == null) {
            return plain(ErrorCode.BAD_REQUEST, "Expected a JSON body, found none; send one.");
        }
        var bound = Causes.find(e, StreamConstraintsException.class);
        if (bound != null) {
            return plain(ErrorCode.TOO_LARGE, JsonBound.told(bound.getOriginalMessage()));
        }
        var where = ProblemView.at(pointer(json), message(json));
        return ProblemBody.answer(
                ErrorCode.BAD_REQUEST, where.message(), List.of(where), new HttpHeaders());
    }

    private static ResponseEntity<Object> tooSlow() {
        return ProblemBody.answer(
                ErrorCode.TOO_SLOW,
                "Expected the whole body sooner, found it still coming; send it faster.",
                List.of(),
                new HttpHeaders());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var name = Objects.requireNonNullElse(e.getPropertyName(), "a parameter");
        var type =
                e.getRequiredType() == null ? "another form" : e.getRequiredType().getSimpleName();
        return plain(
                ErrorCode.BAD_INPUT,
                "Expected '"
                        + name
                        + "' to be a value of "
                        + type
                        + ", found '"
                        + e.getValue()
                        + "'.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var code =
                switch (status.value()) {
                    case 404 -> ErrorCode.NO_SUCH_ROUTE;
                    case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
                    case 406 -> ErrorCode.NOT_ACCEPTABLE;
                    case 413 -> ErrorCode.TOO_LARGE;
                    case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
                    case 503 -> ErrorCode.TOO_BUSY;
                    default ->
                            status.is4xxClientError() ? ErrorCode.BAD_REQUEST : ErrorCode.INTERNAL;
                };
        if (code == ErrorCode.INTERNAL && Causes.clientGone(e)) {
            log.debug("The client has gone while it was answered", e);
        } else if (code == ErrorCode.INTERNAL) {
            log.error("A request failed by a defect; please report this", e);
        }
        var detail =
                code == ErrorCode.INTERNAL
                        ? code.title() + "."
                        : code.title() + ": " + e.getMessage();
        return ProblemBody.answer(code, detail, List.of(), headers);
    }

    private static ResponseEntity<Object> tooLarge() {
        return plain(
                ErrorCode.TOO_LARGE,
                "Expected a smaller body, found more than is allowed here; send less.");
    }

    private static ResponseEntity<Object> plain(ErrorCode code, String detail) {
        return ProblemBody.answer(code, detail, List.of(), new HttpHeaders());
    }

    private static String message(RuntimeException e) {
        return Objects.requireNonNullElse(e.getMessage(), "");
    }

    /// The message without the names of our classes.
    private static String plain(String message) {
        return CLASS_NAME
                .matcher(message)
                .replaceAll(found ->
                        switch (found.group(1)) {
                            case "String" -> "text";
                            case "Boolean", "boolean" -> "boolean";
                            case "Integer", "int", "Long", "long" -> "whole number";
                            case "Instant" -> "moment";
                            default -> "object";
                        });
    }

    private static String pointer(JacksonException e) {
        return e.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null
                                ? String.valueOf(step.getIndex())
                                : step.getPropertyName())
                .map(name -> "/" + name.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }

    private static String message(JacksonException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            var known = unknown.getKnownPropertyIds();
            return "Expected one of the fields "
                    + (known == null ? "of this request" : known)
                    + ", found '"
                    + unknown.getPropertyName()
                    + "'; remove or correct it.";
        }
        var place = e.getLocation();
        var at =
                place == null
                        ? ""
                        : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
        return "Expected another value here: " + plain(e.getOriginalMessage()) + at + ".";
    }
}
