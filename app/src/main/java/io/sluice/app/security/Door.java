package io.sluice.app.security;

import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Problems;
import io.sluice.app.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// Who gets in at all: the listed routes and the web page, nothing else.
@Configuration
class Door {
    private static final String ANSWERS_ONLY =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Bean
    SecurityFilterChain chain(
            HttpSecurity http,
            Accounts accounts,
            Sessions sessions,
            Site site,
            Refusals refusals,
            InstantSource clock,
            Memberships memberships,
            Authorization authorization,
            Problems problems) {
        http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .addFilterBefore(
                        new Recognition(accounts, sessions, site, refusals, clock, problems),
                        AuthorizationFilter.class)
                .addFilterAfter(
                        new ProjectChoice(memberships, authorization, problems), Recognition.class);
        routes(http);
        headers(http);
        refusals(http, problems);
        return http.build();
    }

    private static void routes(HttpSecurity http) {
        http.authorizeHttpRequests(routes ->
                routes.requestMatchers(Routes.OPEN.toArray(String[]::new))
                        .permitAll()
                        .requestMatchers(Routes.METRICS)
                        .access((who, at) ->
                                new AuthorizationDecision(
                                        who.get() instanceof Authenticated
                                                || fromHere(at.getRequest())))
                        .requestMatchers(Routes.KNOWN.toArray(String[]::new))
                        .authenticated()
                        .requestMatchers(Pages::isPage)
                        .permitAll()
                        .requestMatchers(Pages::isAsset)
                        .permitAll()
                        .anyRequest()
                        .denyAll());
    }

    /// CSRF is checked by [Recognition], which alone knows whether a cookie was used.
    private static void headers(HttpSecurity http) {
        http.headers(headers ->
                headers.contentSecurityPolicy(policy -> policy.policyDirectives(ANSWERS_ONLY))
                        .referrerPolicy(to -> to.policy(ReferrerPolicy.NO_REFERRER))
                        .permissionsPolicyHeader(
                                to -> to.policy("camera=(), geolocation=(), microphone=()"))
                        .crossOriginOpenerPolicy(
                                to -> to.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .frameOptions(frame -> frame.deny()));
    }

    private static void refusals(HttpSecurity http, Problems problems) {
        http.exceptionHandling(refusals ->
                refusals.authenticationEntryPoint((_, response, _) ->
                                problems.write(
                                        response,
                                        ErrorCode.NOT_SIGNED_IN,
                                        "Expected a session or a token, found none;" + " sign in."))
                        .accessDeniedHandler((request, response, _) ->
                                problems.write(
                                        response,
                                        ErrorCode.NO_SUCH_ROUTE,
                                        "Expected an address that exists, found "
                                                + request.getRequestURI()
                                                + ".")));
    }

    private static boolean fromHere(HttpServletRequest request) {
        try {
            return request.getHeader("X-Forwarded-For") == null
                    && InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
