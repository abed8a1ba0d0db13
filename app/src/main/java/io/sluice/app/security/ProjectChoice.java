package io.sluice.app.security;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/// Which project a recognised caller speaks of: the one in the header `X-Sluice-Project`, or, where
/// a browser can send no header (event streams, downloads), in the parameter `project` of a GET.
/// Whoever chooses none is in the default project.
final class ProjectChoice extends OncePerRequestFilter {
    static final String HEADER = "X-Sluice-Project";
    static final String PARAMETER = "project";
    private static final int LONGEST = 64;

    private final Memberships memberships;
    private final Authorization authorization;
    private final Problems problems;

    ProjectChoice(Memberships memberships, Authorization authorization, Problems problems) {
        this.memberships = memberships;
        this.authorization = authorization;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!(SecurityContextHolder.getContext().getAuthentication()
                instanceof Authenticated known)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            var caller = chosen(known.getPrincipal(), asked(request));
            if (request.getAttribute(Recognition.STANDING) instanceof Standing standing) {
                request.setAttribute(
                        Recognition.STANDING,
                        standing.in(caller, now -> now.flatMap(one -> still(one, caller))));
            }
            SecurityContextHolder.setContext(new SecurityContextImpl(new Authenticated(caller)));
        } catch (ApiProblem problem) {
            problems.write(response, problem.code(), problem.detail());
            return;
        }
        chain.doFilter(request, response);
    }

    private Caller chosen(Caller caller, List<String> asked) {
        if (asked.isEmpty()) {
            return memberships.home(caller);
        }
        if (asked.size() > 1) {
            throw new ApiProblem(
                    ErrorCode.BAD_REQUEST,
                    "Expected one project to be chosen, found " + asked.size() + "; send one.");
        }
        return find(caller, asked.getFirst())
                .orElseThrow(() ->
                        authorization.denied(
                                memberships.home(caller),
                                Action.LOOK,
                                "project",
                                new ApiProblem(
                                        ErrorCode.NOT_FOUND,
                                        "Expected a project that you have a part in, found none of"
                                                + " this id.")));
    }

    private Optional<Caller> still(Caller now, Caller before) {
        return find(now, before.project());
    }

    private Optional<Caller> find(Caller caller, String project) {
        return project.length() > LONGEST ? Optional.empty() : memberships.in(caller, project);
    }

    private static List<String> asked(HttpServletRequest request) {
        var asked = new ArrayList<>(Collections.list(request.getHeaders(HEADER)));
        if (request.getMethod().equals("GET") && request.getQueryString() != null) {
            var given = request.getParameterValues(PARAMETER);
            asked.addAll(given == null ? List.of() : Arrays.asList(given));
        }
        return asked;
    }
}
