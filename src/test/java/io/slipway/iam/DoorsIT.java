package io.slipway.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestBuilders.formLogin;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import io.slipway.kernel.AccountId;
import io.slipway.kernel.Actor;
import io.slipway.kernel.PlatformException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@SpringBootTest(
        classes = DoorsConfiguration.class,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:doors;DB_CLOSE_DELAY=-1",
            "spring.jpa.hibernate.ddl-auto=validate",
            "spring.autoconfigure.exclude=",
            "vaadin.productionMode=true"
        })
class DoorsIT {

    private static final String PASSWORD = "a long enough one";

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private SetupService setup;

    @Autowired
    private TokenService tokens;

    @Autowired
    private AccountService accounts;

    @Autowired
    private AccessPolicy policy;

    @Autowired
    private JdbcTemplate jdbc;

    private MockMvcTester mvc;

    @BeforeEach
    void begin() {
        for (var table : List.of("api_token", "setup_token", "membership", "account", "audit_event")) {
            jdbc.update("delete from " + table);
        }
        mvc = MockMvcTester.create(MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build());
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void answersAProgramWithoutATokenWithAProblem() {
        assertThat(mvc.get().uri("/api/whoami"))
                .hasStatus(401)
                .hasContentType("application/problem+json;charset=UTF-8")
                .hasHeader("WWW-Authenticate", "Bearer");
    }

    @Test
    void countsASessionForNothingAtTheApi() {
        var session = signedInSession("mia-" + UUID.randomUUID());

        assertThat(mvc.get().uri("/api/whoami").session(session)).hasStatus(401);
    }

    @Test
    void letsAProgramInByItsToken() {
        var token = tokenOf(administrator("root"));

        assertThat(mvc.get().uri("/api/whoami").header("Authorization", "Bearer " + token))
                .hasStatusOk()
                .hasBodyTextEqualTo("TOKEN root");
        assertThat(mvc.get().uri("/api/nothing").header("Authorization", "Bearer " + token))
                .hasStatus(404);
        assertThat(jdbc.queryForList("select token_hash from api_token", String.class))
                .noneMatch(hash -> hash.contains(token) || token.contains(hash));
    }

    @Test
    void refusesATokenInTheUrlEvenWhenItIsRight() {
        var token = tokenOf(administrator("root"));

        assertThat(mvc.get().uri("/api/whoami?access_token=" + token)).hasStatus(400);
        assertThat(mvc.get().uri("/api/whoami?q=" + token).header("Authorization", "Bearer " + token))
                .hasStatus(400);
    }

    @Test
    void refusesWrongExpiredAndRevokedTokens() {
        var token = tokenOf(administrator("root"));
        var id = tokens.list().getFirst().id();

        assertThat(mvc.get().uri("/api/whoami").header("Authorization", "Bearer " + token + "x"))
                .hasStatus(401);
        jdbc.update("update api_token set expires_at = timestamp with time zone '2020-01-01 00:00:00+00'");
        assertThat(tokens.authenticate(token)).isEmpty();
        jdbc.update("update api_token set expires_at = timestamp with time zone '2090-01-01 00:00:00+00'");
        assertThat(tokens.authenticate(token)).isPresent();
        signIn(accountId("root"), "root");
        tokens.revoke(id);
        assertThat(tokens.authenticate(token)).isEmpty();
    }

    @Test
    void keepsHealthOpenAndFiguresForAdministrators() {
        var root = administrator("root");
        var administrator = tokenOf(root);
        accounts.create("mia", PASSWORD, false);
        signIn(accountId("mia"), "mia");
        var developer = tokens.create("ci", null).token().reveal();

        assertThat(mvc.get().uri("/actuator/health")).hasStatusOk();
        assertThat(mvc.get().uri("/actuator/prometheus")).hasStatus(401);
        assertThat(mvc.get().uri("/actuator/prometheus").header("Authorization", "Bearer " + developer))
                .hasStatus(403);
        assertThat(mvc.get().uri("/actuator/prometheus").header("Authorization", "Bearer " + administrator))
                .satisfies(
                        result -> assertThat(result.getResponse().getStatus()).isNotIn(401, 403));
        assertThat(mvc.get().uri("/actuator/env").header("Authorization", "Bearer " + administrator))
                .hasStatus(403);
    }

    @Test
    void opensStreamsToTheConsolesOwnPagesOnly() {
        var mia = authentication(authenticationOf(AccountId.create(), "mia"));

        assertThat(mvc.get().uri("/console/stream/test").header("Sec-Fetch-Site", "same-origin"))
                .hasStatus(401);
        assertThat(mvc.get().uri("/console/stream/test").with(mia).header("Sec-Fetch-Site", "same-origin"))
                .hasStatusOk();
        assertThat(mvc.get().uri("/console/stream/test").with(mia).header("Sec-Fetch-Site", "same-site"))
                .hasStatus(403);
        assertThat(mvc.get().uri("/console/stream/test").with(mia).header("Sec-Fetch-Site", "cross-site"))
                .hasStatus(403);
        assertThat(mvc.get().uri("/console/stream/test").with(mia)).hasStatus(403);
        assertThat(mvc.get()
                        .uri("/console/stream/test")
                        .with(mia)
                        .header("Host", "slipway.example:8080")
                        .header("Origin", "http://slipway.example:8080"))
                .hasStatusOk();
        assertThat(mvc.get()
                        .uri("/console/stream/test")
                        .with(mia)
                        .header("Host", "slipway.example:8080")
                        .header("Origin", "http://shop.apps.slipway.example:8080"))
                .hasStatus(403);
    }

    @Test
    void sendsStrangersToSignInWithStrictHeaders() {
        assertThat(mvc.get().uri("/apps")).hasStatus(302).satisfies(result -> {
            var response = result.getResponse();
            assertThat(response.getHeader("Location")).endsWith("/login");
            assertThat(response.getHeader("Content-Security-Policy")).contains("frame-ancestors 'none'");
            assertThat(response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(response.getHeader("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(response.getHeader("X-Frame-Options")).isEqualTo("DENY");
        });
    }

    @Test
    void showsItsOwnSignInPageNotTheFrameworks() {
        assertThat(mvc.get().uri("/login").exchange())
                .satisfies(result ->
                        assertThat(result.getResponse().getContentAsString()).doesNotContain("default-ui.css"));
        assertThat(mvc.get().uri("/logout").exchange())
                .satisfies(result ->
                        assertThat(result.getResponse().getContentAsString()).doesNotContain("default-ui.css"));
    }

    @Test
    void refusesASignInSentByAnotherSitesPage() throws Exception {
        administrator("root");
        var foreign = List.of(
                Map.of("Sec-Fetch-Site", "cross-site"),
                Map.of("Sec-Fetch-Site", "same-site"),
                Map.of("Host", "slipway.example", "Origin", "http://evil.example"),
                Map.of("Host", "slipway.example", "Origin", "null"));

        for (var headers : foreign) {
            var attempt = mvc.post().uri("/login").param("username", "root").param("password", PASSWORD);
            headers.forEach(attempt::header);
            assertThat(attempt).as(headers.toString()).hasStatus(403);
        }
        assertThat(mvc.post()
                        .uri("/login")
                        .param("username", "root")
                        .param("password", PASSWORD)
                        .header("Sec-Fetch-Site", "same-origin"))
                .hasStatus(302);
        assertThat(mvc.get()
                        .uri("/?v-r=push")
                        .header("Host", "slipway.example")
                        .header("Upgrade", "websocket")
                        .header("Origin", "http://evil.example"))
                .hasStatus(403);
    }

    @Test
    void explainsProblemsToEverybody() {
        assertThat(mvc.get().uri("/problems/test")).hasStatusOk();
        assertThat(mvc.post().uri("/problems/test")).hasStatus(401);
    }

    @Test
    void answersPathsThatTheFirewallRefusesWithAProblem() {
        for (var path : List.of("/api/whoami;x=1", "/api//whoami", "/apps;x=1")) {
            assertThat(mvc.get().uri(URI.create(path))).as(path).hasStatus(400);
        }
    }

    @Test
    void letsARightTokenThroughWhileWrongOnesOfItsAddressWait() {
        var token = tokenOf(administrator("root"));

        int last = 0;
        for (int i = 0; i <= LoginThrottle.FREE_FAILURES_OF_ADDRESS; i++) {
            last = mvc.get()
                    .uri("/api/whoami")
                    .header("Authorization", "Bearer " + token + i)
                    .exchange()
                    .getResponse()
                    .getStatus();
        }

        assertThat(last).isEqualTo(429);
        assertThat(mvc.get().uri("/api/whoami").header("Authorization", "Bearer " + token))
                .hasStatusOk();
    }

    @Test
    void signsInByFormAndSlowsGuessingDown() throws Exception {
        administrator("root");
        var form = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();

        var session = form.perform(formLogin("/login").user("ROOT").password(PASSWORD))
                .andReturn();
        assertThat(session.getResponse().getRedirectedUrl()).isEqualTo("/");
        for (int i = 0; i < LoginThrottle.FREE_FAILURES; i++) {
            var failed = form.perform(formLogin("/login").user("guessed").password("wrong"))
                    .andReturn();
            assertThat(failed.getResponse().getRedirectedUrl()).isEqualTo("/login?error");
        }
        var throttled = form.perform(formLogin("/login").user("guessed").password("wrong"))
                .andReturn();

        assertThat(throttled.getResponse().getStatus()).isEqualTo(429);
        assertThat(throttled.getResponse().getHeader("Retry-After")).isNotNull();
        assertThat(jdbc.queryForList(
                        "select outcome from audit_event where action = 'account.sign-in' order by at", String.class))
                .containsExactly("ACCEPTED", "REFUSED", "REFUSED", "REFUSED", "REFUSED", "REFUSED");
    }

    @Test
    void makesTheFirstAccountOnceAndByLinkOnly() {
        var older = setup.issue().orElseThrow().reveal();
        var link = setup.issue().orElseThrow().reveal();

        assertInvalid("setup-link-invalid", older, "root", PASSWORD);
        assertInvalid("setup-link-invalid", "guess", "root", PASSWORD);
        assertInvalid("invalid-password", link, "root", "short");
        assertInvalid("invalid-password", link, "rootrootroot", "rootRootRoot");
        assertInvalid("invalid-username", link, "no blanks", PASSWORD);
        setup.complete(link, "root", PASSWORD);
        assertInvalid("setup-link-invalid", link, "second", PASSWORD);

        assertThat(setup.isNeeded()).isFalse();
        assertThat(setup.issue()).isEmpty();
        signIn(accountId("root"), "root");
        assertThat(policy.allowedOnPlatform()).contains(Permission.PLATFORM_ADMIN);
        assertThat(policy.requireSpace(SpacePath.DEFAULT, Permission.SPACE_SECRETS)
                        .path())
                .isEqualTo(SpacePath.DEFAULT);
        assertThat(jdbc.queryForObject("select password_hash from account", String.class))
                .startsWith("{argon2}");
    }

    @Test
    void takesRightsAwayAtOnceWhenAnAccountIsDisabled() {
        administrator("root");
        accounts.create("mia", PASSWORD, false);
        accounts.setDisabled(accountId("mia"), true);

        signIn(accountId("mia"), "mia");

        assertThat(policy.readableSpaces()).isEmpty();
        assertThatThrownBy(() -> policy.requireSpace(SpacePath.DEFAULT, Permission.SPACE_READ))
                .isInstanceOf(PlatformException.NotFound.class);
        assertThatThrownBy(() -> accounts.list()).isInstanceOf(PlatformException.NotFound.class);
    }

    @Test
    void changesAPasswordOnlyWithThePresentOne() {
        administrator("root");

        assertThatThrownBy(() -> accounts.changePassword("wrong", "another long one"))
                .isInstanceOf(PlatformException.Invalid.class);
        accounts.changePassword(PASSWORD, "another long one");
        accounts.changePassword("another long one", PASSWORD);
    }

    @Test
    void limitsHowLongATokenLasts() {
        administrator("root");

        assertThatThrownBy(() -> tokens.create("ci", Duration.ofDays(10_000)))
                .isInstanceOf(PlatformException.Invalid.class);
        assertThatThrownBy(() -> tokens.create(" ", null)).isInstanceOf(PlatformException.Invalid.class);
    }

    private AccountId administrator(String name) {
        setup.complete(setup.issue().orElseThrow().reveal(), name, PASSWORD);
        var id = accountId(name);
        signIn(id, name);
        return id;
    }

    private String tokenOf(AccountId account) {
        signIn(account, "root");
        return tokens.create("test", null).token().reveal();
    }

    private AccountId accountId(String name) {
        return new AccountId(jdbc.queryForObject("select id from account where username = ?", UUID.class, name));
    }

    private void assertInvalid(String code, String token, String username, String password) {
        assertThatThrownBy(() -> setup.complete(token, username, password))
                .isInstanceOfSatisfying(
                        PlatformException.Invalid.class,
                        e -> assertThat(e.code()).isEqualTo(code));
    }

    private static MockHttpSession signedInSession(String name) {
        var session = new MockHttpSession();
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authenticationOf(AccountId.create(), name));
        session.setAttribute("SPRING_SECURITY_CONTEXT", context);
        return session;
    }

    private static void signIn(AccountId account, String name) {
        SecurityContextHolder.getContext().setAuthentication(authenticationOf(account, name));
    }

    private static Authentication authenticationOf(AccountId account, String name) {
        var principal = new SessionPrincipal(account.value(), name, Actor.Type.USER);
        return new TestingAuthenticationToken(principal, null, "ROLE_USER");
    }
}
