package io.sluice.app.security;

import io.sluice.app.problem.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Whoever is known and names a thing that is not there is written down: it may be there, in a
/// project that is none of theirs. Both look alike to them and in the log.
@Configuration
class AbsentThings implements WebMvcConfigurer, HandlerInterceptor {
    private final Refusals refusals;

    AbsentThings(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable Exception defect) {
        if (response.getStatus() == HttpStatus.NOT_FOUND.value()
                && handler instanceof HandlerMethod
                && SecurityContextHolder.getContext().getAuthentication()
                        instanceof Authenticated known) {
            refusals.refused(
                    known.getPrincipal(),
                    request.getMethod() + " " + request.getRequestURI(),
                    ErrorCode.NOT_FOUND.name());
        }
    }
}
