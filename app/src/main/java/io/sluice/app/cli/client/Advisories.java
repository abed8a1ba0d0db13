package io.sluice.app.cli.client;

import io.sluice.codec.value.JsonValues;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Asks a database of vulnerabilities what is known of packages: OSV (https://osv.dev), version 1
/// of its API, or a mirror of it.
public final class Advisories {
    private static final int AT_ONCE = 500;
    private static final int MOST_PAGES = 20;

    private final String url;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    public Advisories(String url) {
        this.url = url.replaceFirst("/+$", "");
    }

    /// What is known of a package.
    ///
    /// @param aliases its names elsewhere: CVE-…
    public record Advisory(String id, List<String> aliases, String summary) {}

    /// Ids of advisories, by the package URL that they are about; only of those that have any.
    ///
    /// @throws CliFailure if the database does not answer
    public Map<String, List<String>> about(List<String> packages) {
        var found = new LinkedHashMap<String, List<String>>();
        for (int from = 0; from < packages.size(); from += AT_ONCE) {
            var some = packages.subList(from, Math.min(packages.size(), from + AT_ONCE));
            ask(some.stream().<Map<String, Object>>map(Advisories::query).toList(), some, found, 0);
        }
        return found;
    }

    private void ask(
            List<Map<String, Object>> queries,
            List<String> packages,
            Map<String, List<String>> found,
            int page) {
        var results =
                send(request("/v1/querybatch")
                                .POST(
                                        BodyPublishers.ofString(
                                                JsonValues.write(Map.of("queries", queries)))))
                        .list("results");
        if (results.size() != queries.size() || page == MOST_PAGES) {
            throw CliFailure.problem(
                    "Expected an answer for each of "
                            + queries.size()
                            + " packages from "
                            + url
                            + ", found "
                            + results.size()
                            + ".");
        }
        var moreQueries = new ArrayList<Map<String, Object>>();
        var morePackages = new ArrayList<String>();
        for (int i = 0; i < results.size(); i++) {
            var ids = results.get(i).list("vulns").stream().map(one -> one.text("id")).toList();
            if (!ids.isEmpty()) {
                found.merge(packages.get(i), ids, Advisories::both);
            }
            var token = results.get(i).text("next_page_token");
            if (!token.isEmpty()) {
                var next = new LinkedHashMap<>(queries.get(i));
                next.put("page_token", token);
                moreQueries.add(next);
                morePackages.add(packages.get(i));
            }
        }
        if (!moreQueries.isEmpty()) {
            ask(moreQueries, morePackages, found, page + 1);
        }
    }

    private static Map<String, Object> query(String purl) {
        return Map.of("package", Map.of("purl", purl));
    }

    private static List<String> both(List<String> one, List<String> other) {
        var all = new TreeSet<>(one);
        all.addAll(other);
        return List.copyOf(all);
    }

    public Advisory advisory(String id) {
        var told = send(request("/v1/vulns/" + ApiClient.encode(id)).GET());
        var aliases = told.at("aliases").texts().toList();
        var summary = told.text("summary");
        return new Advisory(
                id, aliases, summary.isEmpty() ? told.text("details").strip() : summary);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json");
    }

    private Tree send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw CliFailure.unreachable(
                        "Expected " + url + " to answer, found status " + response.statusCode());
            }
            return Tree.parse(response.body());
        } catch (IOException e) {
            throw CliFailure.unreachable(
                    "Expected the database of vulnerabilities at "
                            + url
                            + " to answer, it did not. This check needs a way out, or a mirror:"
                            + " --url.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliFailure.problem("Interrupted.");
        }
    }
}
