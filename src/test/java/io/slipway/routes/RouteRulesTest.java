package io.slipway.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.kernel.PlatformException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteRulesTest {

    private final RouteRules rules = new RouteRules(
            new RouteProperties("Apps.Example.com", 80, "console.example.com", List.of("shop.test", "example.org")));

    @ParameterizedTest
    @CsvSource({
        "a.apps.example.com, a.apps.example.com",
        "SHOP.Apps.Example.COM., shop.apps.example.com",
        "bücher.apps.example.com, xn--bcher-kva.apps.example.com",
        "shop.test, shop.test",
        "x.y.example.org, x.y.example.org"
    })
    void knowsOneSpellingOfEachHost(String written, String canonical) {
        assertThat(rules.requireHost(written)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "'', invalid-host",
        "., invalid-host",
        "*.apps.example.com, invalid-host",
        "a..apps.example.com, invalid-host",
        "-a.apps.example.com, invalid-host",
        "a_b.apps.example.com, invalid-host",
        "a.b.apps.example.com, invalid-host",
        "a.apps.example.com:80, invalid-host",
        "u@a.apps.example.com, invalid-host",
        "10.0.0.1, invalid-host",
        "xn--abc-.apps.example.com, invalid-host",
        "apps.example.com, reserved-host",
        "console.example.com, reserved-host",
        "example.com, reserved-host",
        "com, reserved-host",
        "api.apps.example.com, reserved-host",
        "google.com, domain-not-allowed",
        "notexample.org, domain-not-allowed"
    })
    void refusesOtherHosts(String host, String code) {
        assertThatThrownBy(() -> rules.requireHost(host)).isInstanceOfSatisfying(PlatformException.Invalid.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.field()).contains("host");
        });
    }

    @Test
    void refusesHostsThatAreTooLong() {
        assertThatThrownBy(() -> rules.requireHost("a.".repeat(130) + "example.org"))
                .isInstanceOf(PlatformException.Invalid.class);
        assertThatThrownBy(() -> rules.requireHost("a".repeat(64) + ".apps.example.com"))
                .isInstanceOf(PlatformException.Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({"/, /", "'', /", "/a, /a", "/a/, /a", "/a/b-c_d.e~f, /a/b-c_d.e~f"})
    void knowsOneSpellingOfEachPath(String written, String canonical) {
        assertThat(rules.requirePath(written)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "//", "/a//b", "/a/../b", "/.", "/a?b", "/a#b", "/a b", "/%2e%2e", "/ä", "/a\n", "/a\\b"})
    void refusesOtherPaths(String path) {
        assertThatThrownBy(() -> rules.requirePath(path)).isInstanceOf(PlatformException.Invalid.class);
    }

    @Test
    void leavesTheUsualPortOutOfUrls() {
        assertThat(rules.url("a.apps.example.com", "/x")).isEqualTo("http://a.apps.example.com/x");
        assertThat(new RouteRules(new RouteProperties("apps.localhost", 8000, "localhost", List.of()))
                        .url("a.apps.localhost", "/"))
                .isEqualTo("http://a.apps.localhost:8000/");
    }
}
