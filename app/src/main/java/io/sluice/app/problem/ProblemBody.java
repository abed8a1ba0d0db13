package io.sluice.app.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// The body of every error: RFC 9457 with a stable `code`.
///
/// @param fault `user`, `outside`, `capacity` or `us`
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String fault,
        List<ProblemView> problems) {

    public static ProblemBody of(ErrorCode code, String detail, List<ProblemView> problems) {
        return new ProblemBody(
                code.type(),
                code.title(),
                code.status(),
                detail,
                code.name(),
                code.fault().name().toLowerCase(Locale.ROOT),
                problems);
    }

    public static ResponseEntity<Object> answer(ApiProblem problem) {
        return answer(problem.code(), problem.detail(), problem.problems(), new HttpHeaders());
    }

    public static ResponseEntity<Object> answer(
            ErrorCode code, String detail, List<ProblemView> problems, HttpHeaders headers) {
        return ResponseEntity.status(code.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(of(code, detail, problems));
    }
}
