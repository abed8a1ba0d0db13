package io.sluice.app.audit;

import io.sluice.app.problem.Input;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// What the request that is being answered asked for, for entries about what was refused: its
/// route, and its id where the client or a proxy gave it one, by which other logs know it.
final class Asked {
    private static final String WRITTEN = Asked.class.getName();
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private Asked() {}

    /// These details, and the request's.
    static Map<String, @Nullable Object> with(Map<String, @Nullable Object> details) {
        var all = new LinkedHashMap<String, @Nullable Object>(details);
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes now) {
            var request = now.getRequest();
            request.setAttribute(WRITTEN, true);
            all.put("route", Input.clip(request.getMethod() + " " + request.getRequestURI()));
            var id = request.getHeader("X-Request-Id");
            if (id != null && ID.matcher(id).matches()) {
                all.put("request", id);
            }
        }
        return all;
    }

    /// Whether an entry about the request that is being answered has its details already.
    static boolean isWritten() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes now
                && now.getRequest().getAttribute(WRITTEN) != null;
    }
}
