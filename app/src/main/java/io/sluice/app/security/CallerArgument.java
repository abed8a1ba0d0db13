package io.sluice.app.security;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Hands the recognised caller to controller methods that have a [Caller] parameter; those of open
/// routes take an `Optional<Caller>`, those that answer for long a [Standing] beside it.
@Configuration
class CallerArgument implements WebMvcConfigurer, HandlerMethodArgumentResolver {
    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        var type = parameter.nestedIfOptional().getNestedParameterType();
        return type == Caller.class || type == Standing.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        if (parameter.getParameterType() == Standing.class) {
            return standing(request);
        }
        var caller =
                SecurityContextHolder.getContext().getAuthentication() instanceof Authenticated one
                        ? Optional.of(one.getPrincipal())
                        : Optional.<Caller>empty();
        if (parameter.getParameterType() == Optional.class) {
            return caller;
        }
        return caller.orElseThrow(
                () -> new IllegalStateException("Expected a caller; the route is not guarded."));
    }

    private static Standing standing(NativeWebRequest request) {
        return Optional.ofNullable(
                        request.getAttribute(Recognition.STANDING, RequestAttributes.SCOPE_REQUEST))
                .map(Standing.class::cast)
                .orElseThrow(() ->
                        new IllegalStateException("Expected a caller; the route is not guarded."));
    }
}
