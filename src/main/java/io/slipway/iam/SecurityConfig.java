package io.slipway.iam;

import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.ObjectPostProcessor;
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
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * The doors: tokens for programs, same-origin sessions for streams, sessions for pages. What lies behind them is authorised by
 * the services themselves.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfig {

    static final String LOGIN = "/login";

    /** Answers to programs are never pages, whatever a browser takes them for. */
    private static final String PROGRAMS_MAY = "default-src 'none'; frame-ancestors 'none'";

    /** Programs: a token in the header and nothing else; a cookie counts for nothing here, so forged requests have no ground. */
    @Bean
    @Order(1)
    SecurityFilterChain programs(
            HttpSecurity http,
            TokenService tokens,
            Authorities authorities,
            LoginThrottle throttle,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver failures)
            throws Exception {
        http.securityMatcher("/api", "/api/**", "/actuator/**", "/problems/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers(headers, PROGRAMS_MAY))
                .addFilterBefore(
                        new BearerFilter(tokens, authorities, throttle, failures),
                        UsernamePasswordAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/actuator/health/**", "/api/openapi/**", "/api/openapi.yaml")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/problems/**") // What a refusal means is for those refused.
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, "/api/v1/setup") // The one-time token is the credential.
                        .permitAll()
                        .requestMatchers("/actuator/prometheus")
                        .hasRole(Authorities.ADMIN)
                        .requestMatchers("/api", "/api/**")
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
                .headers(headers -> headers(headers, PROGRAMS_MAY))
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
        // PasswordAuthentication is found as a bean; named here as well it would count every failure twice.
        http.headers(headers -> headers(headers, PagePolicy.WITHOUT_INLINE_SCRIPTS))
                .addFilterBefore(new ForeignPageFilter(), CsrfFilter.class)
                // Named here and not only below, or Spring's own page would answer at this address.
                .formLogin(form -> form.loginPage(LOGIN).failureHandler(new SignInFailure()))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/setup/**")
                        .permitAll());
        return http.with(
                        VaadinSecurityConfigurer.vaadin(),
                        vaadin -> vaadin.loginView(LOGIN)
                                // An address that no view has: the console says so itself, with 404.
                                .anyRequest(AuthorizeHttpRequestsConfigurer.AuthorizedUrl::authenticated))
                .build();
    }

    /** What the firewall refuses reaches no chain: odd methods, and paths that two parsers could read differently. */
    @Bean
    RequestRejectedHandler rejectedRequests() {
        return (request, response, rejected) -> ProblemResponse.send(
                response,
                HttpStatus.BAD_REQUEST.value(),
                "bad-request",
                "The method or the path is not one that Slipway reads. Use plain paths without ; // %2F or dot segments.");
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers, String policy) {
        headers.contentSecurityPolicy(content -> content.policyDirectives(policy))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .addObjectPostProcessor(new ObjectPostProcessor<HeaderWriterFilter>() {
                    /** Early, because a page is forwarded to its servlet, and a forward ends the answer behind the filter. */
                    @Override
                    public <O extends HeaderWriterFilter> O postProcess(O filter) {
                        filter.setShouldWriteHeadersEagerly(true);
                        return filter;
                    }
                });
    }
}
