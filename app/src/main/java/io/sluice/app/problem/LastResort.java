package io.sluice.app.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What the servlet container itself refuses is a problem too.
@RestController
class LastResort implements ErrorController {
    private static final Logger log = LoggerFactory.getLogger(LastResort.class);

    @RequestMapping("/error")
    ResponseEntity<Object> error(HttpServletRequest request) {
        var failure =
                request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable e
                        ? e
                        : null;
        var code = code(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
        if (failure != null && Causes.has(failure, BodyTooLarge.class)) {
            code = ErrorCode.TOO_LARGE;
        } else if (failure != null && Causes.has(failure, BodyTooSlow.class)) {
            code = ErrorCode.TOO_SLOW;
        } else if (code == ErrorCode.INTERNAL) {
            log.error("A request failed outside every controller; please report this", failure);
        }
        return ProblemBody.answer(code, code.title() + ".", List.of(), new HttpHeaders());
    }

    private static ErrorCode code(Object status) {
        return switch (status instanceof Integer number ? number : Integer.valueOf(404)) {
            case 401 -> ErrorCode.NOT_SIGNED_IN;
            case 403 -> ErrorCode.FORBIDDEN;
            case 404 -> ErrorCode.NO_SUCH_ROUTE;
            case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
            case 413 -> ErrorCode.TOO_LARGE;
            case 503 -> ErrorCode.TOO_BUSY;
            case Integer other when other < 500 -> ErrorCode.BAD_REQUEST;
            case Integer _ -> ErrorCode.INTERNAL;
        };
    }
}
