package io.sluice.nodes.http;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.nodes.support.Texts;
import java.util.Map;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// URLs as authors write them, read strictly: what a browser would mend in silence is refused.
final class Urls {
    private static final int LONGEST = 8 * 1024;
    private static final Pattern ABSOLUTE = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://.*");
    private static final Pattern WEB = Pattern.compile("(?i)https?://[^/].*");
    private static final Pattern STRAY = Pattern.compile("[\\s\\p{Cntrl}\\\\]");
    private static final Pattern USER_INFO = Pattern.compile("//[^/?#]*@");

    private Urls() {}

    static boolean isAbsolute(String url) {
        return ABSOLUTE.matcher(url).matches();
    }

    /// @throws NodeFailure `http.bad-url`
    static HttpUrl absolute(String url) throws NodeFailure {
        if (!WEB.matcher(url).matches()) {
            throw bad("a URL that begins with https:// or http:// and a host", url);
        }
        if (USER_INFO.matcher(url).find()) {
            throw bad("a URL without user name and password; put them into a connection", url);
        }
        return parsed(url);
    }

    /// @param path goes on from the base's path, with or without a slash at its beginning
    /// @throws NodeFailure `http.bad-url`, also if it climbs out of the base's path
    static HttpUrl under(HttpUrl base, String path) throws NodeFailure {
        if (path.startsWith("//")) {
            throw bad("a path such as /hosts, or an absolute URL", path);
        }
        if (path.isEmpty()) {
            return base;
        }
        if (path.startsWith("?") || path.startsWith("#")) {
            return parsed(base + path);
        }
        var root = base.toString();
        var folder = parsed(root.endsWith("/") ? root : root + "/");
        var url = parsed(folder + (path.startsWith("/") ? path.substring(1) : path));
        if (!url.encodedPath().startsWith(folder.encodedPath())) {
            throw bad("a path below " + root + ", without '..'", path);
        }
        return url;
    }

    private static HttpUrl parsed(String url) throws NodeFailure {
        if (url.length() > LONGEST) {
            throw bad("a URL of at most " + LONGEST + " characters", url);
        }
        if (STRAY.matcher(url).find()) {
            throw bad(
                    "a URL without spaces, line ends and backslashes; give values in 'query', or encode them",
                    url);
        }
        try {
            return HttpUrl.get(url).newBuilder().fragment(null).build();
        } catch (IllegalArgumentException e) {
            throw bad("a URL (" + e.getMessage() + ")", url);
        }
    }

    /// @param query a value or a list of values for each name; null leaves it out
    /// @throws NodeFailure `http.bad-url`
    static HttpUrl withQuery(HttpUrl url, Map<String, @Nullable Object> query) throws NodeFailure {
        var builder = url.newBuilder();
        for (var pair : Pairs.of("query", query)) {
            builder.addQueryParameter(pair.name(), pair.value());
        }
        var whole = builder.build();
        if (whole.toString().length() > LONGEST) {
            throw bad("a URL with query of at most " + LONGEST + " characters", url.toString());
        }
        return whole;
    }

    static NodeFailure bad(String expected, String url) {
        return NodeFailure.permanent(
                "http.bad-url",
                Fault.USER,
                "Expected %s, found '%s'; mend the node's URL.".formatted(expected, shown(url)));
    }

    /// A URL for a message: short, without credentials and query.
    static String shown(String url) {
        var cut = url.replaceAll("//[^/?#]*@", "//…@").replaceAll("[?#].*", "");
        return Texts.shorten(cut, 200);
    }
}
