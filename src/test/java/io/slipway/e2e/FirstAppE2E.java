package io.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A newcomer's way in a real browser: from the link that was printed to a running app, and what one does with it. */
@Tag("docker")
class FirstAppE2E {

    private static final String APP = "/orgs/default/spaces/default/apps/sample";
    private static final String DOTENV = "LOG_LEVEL=debug\nGREETING='hello, world'\n";

    /** Style sheets without their content's hash in the address, and imports within sheets: a new release would not reach them. */
    private static final String UNVERSIONED = """
            const sheets = [...document.styleSheets].filter((sheet) => sheet.href);
            const imports = sheets.flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule instanceof CSSImportRule);
            return sheets.filter((sheet) => !/[?&]v-c=[0-9a-f]+/.test(sheet.href)).length + imports.length;
            """;

    @Test
    void leadsFromTheSetUpLinkToARunningAppAndToItsEnd() {
        try (var platform = Platform.start();
                var browser = Browser.at(platform.consoleUrl())) {
            var link = "/setup?token=" + platform.setupToken();
            setUpAndSignIn(browser, link);
            deploySample(browser);
            openThroughTheRouter(browser, platform.routerPort());
            scaleToThree(browser);
            applyVariables(browser);
            deleteByName(browser);
            refuseTheUsedLink(browser, link);

            assertThat(browser.severeErrors()).isEmpty();
        }
    }

    @Test
    void leadsFromHomeToARunningAppInThreeClicksAndOneField() {
        try (var engine = new Engine();
                var platform = Platform.start();
                var browser = Browser.at(platform.consoleUrl())) {
            platform.setUp();
            browser.signIn(ApiClient.USERNAME, ApiClient.PASSWORD).open("/home");
            var image = engine.copyOfSample("shop");
            int clicks = browser.clicks();
            int fields = browser.fields();

            browser.type("[data-testid=deploy-image]", image);
            browser.click("[data-testid=deploy-continue]");
            browser.click("[data-testid=create-and-deploy]");

            browser.find(".app-header");
            browser.see("Running 1/1");
            browser.find("[data-testid=instance-strip] [data-testid=instance-0]");
            assertThat(browser.clicks() - clicks).as("clicks from Home").isLessThanOrEqualTo(3);
            assertThat(browser.fields() - fields).as("fields from Home").isEqualTo(1);
            assertThat(browser.run(UNVERSIONED))
                    .as("styles that a cache could keep")
                    .isEqualTo(0L);
            assertThat(browser.severeErrors()).isEmpty();
        }
    }

    private static void setUpAndSignIn(Browser browser, String link) {
        browser.open(link);
        browser.type("[data-testid=setup-name]", ApiClient.USERNAME);
        browser.type("[data-testid=setup-password]", ApiClient.PASSWORD);
        browser.click("[data-testid=setup-create]");
        browser.see("Your account is ready");
        browser.type("input[name=username]", ApiClient.USERNAME);
        browser.type("input[name=password]", ApiClient.PASSWORD);
        browser.click("[data-testid=sign-in]");
        browser.see("Deploy your first app");
    }

    private static void deploySample(Browser browser) {
        int clicks = browser.clicks();
        int fields = browser.fields();

        browser.click("[data-testid=deploy-sample]");
        browser.click("[data-testid=create-and-deploy]");

        browser.find(".app-header");
        var address = browser.path();
        browser.see("Running 1/1");
        browser.find("[data-testid=instance-strip] [data-testid=instance-0]");
        assertThat(browser.clicks() - clicks).as("clicks from Home").isLessThanOrEqualTo(2);
        assertThat(browser.fields() - fields).as("fields from Home").isZero();
        assertThat(browser.path()).as("no navigation while it deployed").isEqualTo(address);
        assertThat(browser.title()).isEqualTo("Overview · sample · default · default — Slipway");
    }

    private static void openThroughTheRouter(Browser browser, int routerPort) {
        var address = browser.find(".app-route").getDomAttribute("href");
        assertThat(address).isEqualTo("http://sample.apps.localhost:" + routerPort + "/");
        browser.open(address).see("sample");
        // Chromium asks every site for its icon; the sample app has none and need not.
        browser.severeErrors();
        browser.open(APP);
    }

    private static void scaleToThree(Browser browser) {
        browser.find("[data-testid=instance-0]");
        browser.click("[data-testid=scale-up]");
        browser.until(
                "the scaler to say 2",
                () -> browser.find("[data-testid=scale-count]").getText().equals("2") ? true : null);
        browser.click("[data-testid=scale-up]");
        browser.see("Running 3/3");
        browser.see(3, "[data-testid=instance-strip] .instance-running");
    }

    private static void applyVariables(Browser browser) {
        browser.click("[data-testid=nav-environment]");
        browser.click("[data-testid=environment-paste]");
        browser.type("[data-testid=paste-text]", DOTENV);
        browser.see("+ GREETING").see("+ LOG_LEVEL");
        browser.click("[data-testid=paste-save]");
        browser.see("2 saved changes, not running yet");
        browser.click("[data-testid=staged-apply]");
        browser.until("the bar to go", () -> browser.text().contains("not running yet") ? null : true);
        browser.click("[data-testid=nav-deployments]");
        browser.see("v2");
        browser.see("Running 3/3");
    }

    private static void deleteByName(Browser browser) {
        browser.click("[data-testid=nav-settings]");
        browser.click("[data-testid=settings-delete]");
        assertThat(browser.isEnabled("[data-testid=confirm]"))
                .as("deleting needs the name")
                .isFalse();
        browser.type("[data-testid=confirm-name]", "sample");
        browser.until("the button", () -> browser.isEnabled("[data-testid=confirm]") ? true : null);
        browser.click("[data-testid=confirm]");
        browser.until("the app to be gone", () -> isGone(browser) ? true : null);
    }

    private static boolean isGone(Browser browser) {
        return browser.path().equals("/apps")
                && List.of("No apps yet", "Deploy your first app").stream().anyMatch(browser.text()::contains);
    }

    private static void refuseTheUsedLink(Browser browser, String link) {
        browser.open(link);
        browser.type("[data-testid=setup-name]", "eve");
        browser.type("[data-testid=setup-password]", "another long password");
        browser.click("[data-testid=setup-create]");
        browser.until(
                "a refusal",
                () -> browser.all(".error-text").stream().anyMatch(error -> error.isDisplayed()) ? true : null);
        assertThat(browser.path()).startsWith("/setup");
    }
}
