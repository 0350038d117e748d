package io.slipway.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.testing.MutableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions lead back to their instance, and no app plants a cookie on another. The shared domain is {@code apps.test}. */
class RouterCookiesTest {

    private final MutableClock clock = MutableClock.ordinary();
    private final RouterRig rig = new RouterRig(RouterRig.defaults(), clock);
    private final List<RawApp> apps = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        rig.close();
        for (RawApp app : apps) {
            app.close();
        }
    }

    /** An instance that answers with its own number, and with a header for a cookie unless that is empty. */
    private Endpoint instance(int index, String cookie) throws IOException {
        String header = cookie.isEmpty() ? "" : "Set-Cookie: " + cookie + "\r\n";
        RawApp app = RawApp.answering("HTTP/1.1 200 OK\r\n" + header + "Content-Length: 1\r\n\r\n" + index);
        apps.add(app);
        return RouterRig.endpoint(index, app.port());
    }

    private String ask(String... headers) throws IOException {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return rig.ask("GET / HTTP/1.1\r\nHost: app.test\r\nConnection: close\r\n" + more + "\r\n");
    }

    private static String session(Endpoint endpoint) {
        return "Cookie: a=b; JSESSIONID=x; __VCAP_ID__=" + endpoint.instanceId() + "; c=d";
    }

    @Test
    void leadsASessionBackToItsInstance() throws Exception {
        Endpoint[] instances = {instance(0, "JSESSIONID=x"), instance(1, "JSESSIONID=x"), instance(2, "JSESSIONID=x")};
        rig.toEndpoints(instances);

        for (Endpoint home : instances) {
            for (int i = 0; i < 10; i++) {
                assertThat(ask(session(home))).endsWith("\r\n\r\n" + home.index());
            }
        }
    }

    @Test
    void namesTheInstanceThatBeganASession() throws Exception {
        Endpoint home =
                instance(0, "JSESSIONID=x; Path=/shop; Secure; SameSite=None; Max-Age=100; HttpOnly; Partitioned");
        rig.to("app.test", "/shop", home);

        String answer = rig.ask("GET /shop/a HTTP/1.1\r\nHost: app.test\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .contains(
                        "Set-Cookie: JSESSIONID=x; Path=/shop; Secure; SameSite=None; Max-Age=100; HttpOnly; Partitioned\r\n")
                .contains("Set-Cookie: __VCAP_ID__=" + home.instanceId()
                        + "; Path=/shop; HttpOnly; Secure; SameSite=None; Partitioned\r\n");
    }

    @Test
    void endsWithTheSessionOfTheApp() throws Exception {
        Endpoint home = instance(0, "JSESSIONID=; max-age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
        rig.toEndpoints(home);

        assertThat(ask(session(home)))
                .contains("Set-Cookie: __VCAP_ID__=" + home.instanceId()
                        + "; Path=/; HttpOnly; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT\r\n");
    }

    @Test
    void movesASessionWhoseInstanceIsGone() throws Exception {
        Endpoint gone = RouterRig.endpoint(0, 1);
        Endpoint alive = instance(1, "");
        rig.toEndpoints(alive);

        assertThat(ask(session(gone)))
                .contains("Set-Cookie: __VCAP_ID__=" + alive.instanceId() + "; Path=/; HttpOnly\r\n")
                .endsWith("1");
        assertThat(ask("Cookie: JSESSIONID=x; __VCAP_ID__=forged"))
                .contains("Set-Cookie: __VCAP_ID__=" + alive.instanceId())
                .endsWith("1");
        assertThat(ask(session(alive))).doesNotContain("Set-Cookie").endsWith("1");
    }

    @Test
    void movesASessionWhoseInstanceTakesNoConnection() throws Exception {
        RawApp closed = RawApp.answering("");
        closed.close();
        Endpoint deaf = RouterRig.endpoint(0, closed.port());
        Endpoint alive = instance(1, "");
        rig.toEndpoints(deaf, alive);

        assertThat(ask(session(deaf)))
                .contains("Set-Cookie: __VCAP_ID__=" + alive.instanceId())
                .endsWith("1");
    }

    @Test
    void needsBothCookies() throws Exception {
        Endpoint instance = instance(0, "");
        rig.toEndpoints(instance);

        assertThat(ask("Cookie: __VCAP_ID__=gone")).doesNotContain("Set-Cookie");
        assertThat(ask("Cookie: JSESSIONID=x")).doesNotContain("Set-Cookie");
        assertThat(ask("Cookie: XJSESSIONID=x; x__VCAP_ID__=gone")).doesNotContain("Set-Cookie");
        assertThat(ask("Cookie: JSESSIONID=x", "Cookie: __VCAP_ID__=gone")).contains("Set-Cookie: __VCAP_ID__=");
    }

    @Test
    void leavesTheCookieToAnAppThatSetsIt() throws Exception {
        Endpoint instance = instance(0, "__VCAP_ID__=own\r\nSet-Cookie: JSESSIONID=x");
        rig.toEndpoints(instance);

        assertThat(ask())
                .contains("__VCAP_ID__=own")
                .doesNotContain(instance.instanceId().toString());
    }

    @Test
    void obeysAnInstanceThatIsNamedInAHeaderBeforeASession() throws Exception {
        Endpoint home = instance(0, "");
        Endpoint named = instance(1, "");
        rig.toEndpoints(home, named);

        assertThat(ask(session(home), "X-CF-App-Instance: " + RouterRig.APP + ":1"))
                .endsWith("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apps.test",
                ".apps.test",
                "..APPS.Test.",
                "test",
                "%61pps.test",
                "\"apps.test\"",
                "\u00e4pps.test",
            })
    void keepsCookiesFromTheNeighbours(String domain) throws Exception {
        rig.toEndpoints(instance(0, "a=1; Secure; Domain=x.app.test;  domain = " + domain + " ; HttpOnly"));

        assertThat(ask()).contains("Set-Cookie: a=1; Secure; HttpOnly\r\n");
        assertThat(rig.told).singleElement().asString().contains("Domain=" + domain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=1; Domain=app.test",
                "a=1; Domain=x.apps.test",
                "a=Domain=apps.test",
                "a=1; Domain=",
                "a=1; Domain",
                "a"
            })
    void leavesOtherCookiesAlone(String cookie) throws Exception {
        rig.toEndpoints(instance(0, cookie));

        assertThat(ask()).contains("Set-Cookie: " + cookie + "\r\n");
        assertThat(rig.told).isEmpty();
    }

    @Test
    void tellsAnAppOnceAMinuteHowManyCookiesItNarrowed() throws Exception {
        rig.toEndpoints(instance(0, "a=1; Domain=apps.test"));

        for (int i = 0; i < 5; i++) {
            ask();
        }
        assertThat(rig.told).singleElement().asString().contains("from 1 cookie (last: Domain=apps.test)");
        clock.advance(Duration.ofMinutes(1));
        ask();

        assertThat(rig.told).hasSize(2).last().asString().contains("from 5 cookies ");
    }
}
