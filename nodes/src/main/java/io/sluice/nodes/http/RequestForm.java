package io.sluice.nodes.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an author fills in for a request that changes something; the configurations of both node
/// types are such forms.
interface RequestForm {
    String CONNECTION =
            "Where relative URLs begin, and whose credentials are sent. Empty for none.";
    String URL =
            "Absolute, or relative to the connection's base URL. With a connection that has credentials only its own origin may be named. Values that may hold special characters belong into the query.";
    String QUERY = "Added to the URL, encoded. A list repeats its name; null is left out.";
    String HEADERS =
            "Printable ASCII in one line each. Secrets belong into a connection: what stands here is kept with the run.";
    String BODY = "JSON, a text, or the names and values of a form, as the body type says.";
    String BODY_TYPE =
            "How the body is sent: json, text, or form (application/x-www-form-urlencoded). A Content-Type header wins.";
    String EXPECTED = "Statuses of success: 204, 2xx.";
    String NOT_APPLIED =
            "Further statuses after which the request was certainly not carried out, such as 409 or 503 of a service that documents it so. 429 and every 4xx but 408, 409 and 425 count so anyway.";
    String READ_AS =
            "auto reads as JSON what says that it is; json insists on it; text never does.";
    String MAX_BYTES = "The longest answer in bytes.";
    String SCHEMA = "A JSON Schema (2020-12) the answer's body must fit.";
    String DRY_RUN = "The body a dry run goes on with, as it sends nothing.";

    @Nullable String connection();

    String method();

    String url();

    Map<String, @Nullable Object> query();

    Map<String, String> headers();

    @Nullable Object body();

    String bodyType();

    List<String> expectedStatuses();

    List<String> notAppliedStatuses();

    String readAs();

    long maxBytes();

    @Nullable Map<String, @Nullable Object> answerSchema();

    @Nullable Object dryRunBody();
}
