package io.sluice.app.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;

/// Which requests are for the web page: its one index.html, whatever the address within the page,
/// and the files it loads.
public final class Pages {
    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final List<String> NOT_PAGES = List.of("/api", "/hooks", "/actuator", "/error");

    private Pages() {}

    /// An address inside the page: no file, and none of the program's own.
    public static boolean isPage(HttpServletRequest request) {
        var path = request.getRequestURI();
        return METHODS.contains(request.getMethod())
                && NOT_PAGES.stream()
                        .noneMatch(taken -> path.equals(taken) || path.startsWith(taken + "/"))
                && (path.indexOf('.', path.lastIndexOf('/')) < 0 || path.equals("/index.html"));
    }

    /// A file of the page.
    public static boolean isAsset(HttpServletRequest request) {
        var path = request.getRequestURI();
        return METHODS.contains(request.getMethod())
                && NOT_PAGES.stream().noneMatch(taken -> path.startsWith(taken + "/"))
                && path.indexOf('.', path.lastIndexOf('/')) > 0;
    }
}
