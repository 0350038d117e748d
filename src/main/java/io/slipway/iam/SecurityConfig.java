package io.slipway.iam;

import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The doors: tokens for programs, same-origin sessions for streams, sessions for pages. What lies behind them is authorised by
 * the services themselves.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfig {

    static final String LOGIN = "/login";

    // Flow's bootstrap is an inline script and its client evaluates what the server sends it, so both have to be
    // allowed.
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval';"
                    + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; object-src 'none';"
                    + " base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /** Programs: a token in the header and nothing else; a cookie counts for nothing here, so forged requests have no ground. */
    @Bean
    @Order(1)
    SecurityFilterChain programs(
            HttpSecurity http, TokenService tokens, Authorities authorities, LoginThrottle throttle) throws Exception {
        http.securityMatcher("/api/**", "/actuator/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(SecurityConfig::headers)
                .addFilterBefore(
                        new BearerFilter(tokens, authorities, throttle), UsernamePasswordAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/actuator/health/**", "/api/openapi/**", "/api/openapi.yaml")
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, "/api/v1/setup") // The one-time token is the credential.
                        .permitAll()
                        .requestMatchers("/actuator/prometheus")
                        .hasRole(Authorities.ADMIN)
                        .requestMatchers("/api/**")
                        .authenticated()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(errors -> errors.authenticationEntryPoint(
                                (request, response, failure) -> ProblemResponse.sendUnauthenticated(response))
                        .accessDeniedHandler((request, response, failure) -> ProblemResponse.send(
                                response,
                                HttpStatus.FORBIDDEN.value(),
                                "forbidden",
                                "This needs the role platform administrator.")));
        return http.build();
    }

    /** Streams that the console's own pages read with their session's cookie. */
    @Bean
    @Order(2)
    SecurityFilterChain streams(HttpSecurity http) throws Exception {
        http.securityMatcher("/console/stream/**")
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(SecurityConfig::headers)
                .addFilterBefore(new SameOriginFilter(), AuthorizationFilter.class)
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers(HttpMethod.GET)
                                .authenticated()
                                .anyRequest()
                                .denyAll())
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)));
        return http.build();
    }

    /** Pages: everything else, signed in by form; each view says itself who may see it. */
    @Bean
    @Order(3)
    SecurityFilterChain pages(HttpSecurity http) throws Exception {
        // PasswordAuthentication is found as a bean; named here as well it would count every failure twice. The login page must
        // be named before Vaadin's own configurer runs, or Spring's generated page stands in front of ours.
        http.headers(SecurityConfig::headers)
                .formLogin(form -> form.loginPage(LOGIN).failureHandler(new SignInFailure()))
                .authorizeHttpRequests(
                        requests -> requests.requestMatchers("/setup/**").permitAll());
        return http.with(VaadinSecurityConfigurer.vaadin(), vaadin ->
                        // An address that leads nowhere is told so by a page of the console.
                        vaadin.loginView(LOGIN).anyRequest(AuthorizeHttpRequestsConfigurer.AuthorizedUrl::authenticated))
                .build();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny);
    }
}
