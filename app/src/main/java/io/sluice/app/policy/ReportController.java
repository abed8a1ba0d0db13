package io.sluice.app.policy;

import io.sluice.app.policy.PolicyReport.TechniqueView;
import io.sluice.app.problem.Input;
import io.sluice.app.security.Caller;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/// The report of techniques, as JSON, as CSV and as a page to print.
@RestController
class ReportController {
    private static final List<String> HEADINGS =
            List.of(
                    "technique",
                    "category",
                    "findings",
                    "policies",
                    "covered",
                    "audited",
                    "enforced",
                    "stopped");

    private final PolicyReport report;

    ReportController(PolicyReport report) {
        this.report = report;
    }

    @GetMapping("/api/v1/policies/report")
    ResponseEntity<?> report(
            Caller caller, @RequestParam(required = false) @Nullable String format) {
        var rows = report.techniques(caller);
        return switch (format == null ? "json" : format) {
            case "json" -> ResponseEntity.ok(rows);
            case "csv" ->
                    ResponseEntity.ok()
                            .contentType(MediaType.valueOf("text/csv;charset=UTF-8"))
                            .header(
                                    "Content-Disposition",
                                    "attachment; filename=\"techniques.csv\"")
                            .body(csv(rows));
            case "html" ->
                    ResponseEntity.ok()
                            .contentType(MediaType.valueOf("text/html;charset=UTF-8"))
                            .body(html(rows));
            case String other ->
                    throw Input.refuse(
                            "format",
                            "Expected format to be json, csv or html, found '"
                                    + Input.clip(other)
                                    + "'.");
        };
    }

    @GetMapping("/api/v1/policies/measures")
    List<PolicyReport.MeasureView> measures(Caller caller) {
        return report.measures(caller);
    }

    private static List<String> cells(TechniqueView row) {
        return List.of(
                row.technique(),
                row.category(),
                Long.toString(row.findings()),
                Long.toString(row.policies()),
                row.covered() ? "yes" : "no",
                Long.toString(row.audited()),
                Long.toString(row.enforced()),
                Long.toString(row.stopped()));
    }

    private static String csv(List<TechniqueView> rows) {
        var text = new StringBuilder(String.join(",", HEADINGS)).append("\r\n");
        rows.forEach(row ->
                text.append(
                                String.join(
                                        ",",
                                        cells(row).stream().map(ReportController::quoted).toList()))
                        .append("\r\n"));
        return text.toString();
    }

    /// Names come from outside: no cell begins a formula.
    static String quoted(String cell) {
        var safe = cell.matches("^[=+\\-@\\t\\r].*") ? "'" + cell : cell;
        return safe.matches("[A-Za-z0-9._ -]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    private static String html(List<TechniqueView> rows) {
        var text =
                new StringBuilder(
                        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Techniques</title></head>"
                                + "<body><h1>Techniques seen, covered, audited, enforced</h1><table border=\"1\"><thead>");
        text.append(line(HEADINGS, "th", one -> one)).append("</thead><tbody>");
        rows.forEach(row -> text.append(line(cells(row), "td", HtmlUtils::htmlEscape)));
        return text.append("</tbody></table></body></html>").toString();
    }

    private static String line(List<String> cells, String tag, Function<String, String> written) {
        var text = new StringBuilder("<tr>");
        cells.forEach(
                cell -> text.append("<" + tag + ">" + written.apply(cell) + "</" + tag + ">"));
        return text.append("</tr>").toString();
    }
}
