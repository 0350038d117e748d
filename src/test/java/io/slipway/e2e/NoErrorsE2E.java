package io.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every page as phones and desktops show it: nothing sticks out sideways, and the browser has nothing to complain of. */
@Tag("docker")
class NoErrorsE2E {

    private static final String APP = "/orgs/default/spaces/default/apps/customer-notification-preferences-service";
    private static final List<String> PAGES = List.of(
            "/home",
            "/apps",
            "/orgs/default/spaces/default/apps/new",
            APP,
            APP + "/instances",
            APP + "/instances/0",
            APP + "/logs",
            APP + "/metrics",
            APP + "/deployments",
            APP + "/deployments/v1",
            APP + "/environment",
            APP + "/settings",
            "/admin/hosts",
            "/admin/scheduler",
            "/admin/scheduler/explain?app=default/default/too-large&instance=0",
            "/me/profile",
            "/me/tokens");

    @Test
    void noPageSticksOutOfAPhoneOrMakesTheBrowserComplain() {
        try (var platform = Platform.start();
                var browser = Browser.at(platform.consoleUrl())) {
            seed(platform.setUp());
            browser.open("/login").find("[data-testid=sign-in]");
            assertThat(browser.severeErrors()).as("sign-in").isEmpty();
            browser.signIn(ApiClient.USERNAME, ApiClient.PASSWORD);

            var soft = new SoftAssertions();
            browser.phone().dark();
            PAGES.forEach(page -> look(browser, page, "phone, dark", soft));
            browser.desktop().light();
            PAGES.forEach(page -> look(browser, page, "desktop, light", soft));
            soft.assertAll();
        }
    }

    @Test
    void onlyScriptsThatCameWithThePageRun() {
        try (var platform = Platform.start();
                var browser = Browser.at(platform.consoleUrl())) {
            platform.setUp();
            browser.signIn(ApiClient.USERNAME, ApiClient.PASSWORD).desktop().open("/home");

            browser.find("main h1");
            browser.run("""
                    var planted = document.createElement('div');
                    planted.id = 'planted';
                    planted.innerHTML = '<img src="data:,x" onerror="window.ran = 1">';
                    var script = document.createElement('script');
                    script.textContent = 'window.ran = 2';
                    planted.append(script);
                    document.body.append(planted);
                    """);
            Awaitility.await()
                    .until(() -> (Boolean) browser.run("return document.querySelector('#planted img').complete"));
            assertThat(browser.run("return window.ran === undefined")).isEqualTo(true);

            browser.click("[data-testid=open-palette]");
            Awaitility.await()
                    .until(
                            () -> (Boolean)
                                    browser.run(
                                            "var p = document.querySelector('x-palette'); return !!(p.shadowRoot || p).querySelector('[role=dialog]')"));
        }
    }

    private static void look(Browser browser, String page, String how, SoftAssertions soft) {
        browser.open(page).find("main h1");
        soft.assertThat(browser.sidewaysScroll()).as(page + " on " + how).isLessThanOrEqualTo(0);
        soft.assertThat(browser.severeErrors()).as(page + " on " + how).isEmpty();
        soft.assertThat(browser.title()).as(page).endsWith(" — Slipway");
    }

    private static void seed(ApiClient api) {
        var name = APP.substring(APP.lastIndexOf('/') + 1);
        api.created(Map.of(
                "name",
                name,
                "image",
                "slipway/sample",
                "instances",
                2,
                "environment",
                Map.of("A_RATHER_LONG_NAME_OF_A_VARIABLE", "and-a-value-without-any-space-".repeat(8))));
        api.created(Map.of("name", "too-large", "image", "slipway/sample", "memoryMib", 1024 * 1024));
        Awaitility.await()
                .atMost(Browser.PATIENCE)
                .until(() -> api.routable(name).size() == 2);
    }
}
