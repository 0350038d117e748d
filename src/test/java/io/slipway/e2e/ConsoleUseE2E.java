package io.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** What one does in the console beyond looking: by keyboard alone, and without the browser complaining of anything. */
@Tag("docker")
class ConsoleUseE2E {

    private static final String SPACE = "/orgs/default/spaces/default/apps/";
    private static final String DIALOG = "vaadin-dialog";
    private static final String PALETTE = "[data-testid=palette]";

    /** More than any dialog or drawer has places for the focus. */
    private static final int MANY = 12;

    @AutoClose
    private static Stage stage;

    @AutoClose
    private static Browser browser;

    private static String app;

    @BeforeAll
    static void open() {
        stage = Stage.open();
        browser = Browser.at(stage.platform.consoleUrl()).signIn(ApiClient.USERNAME, ApiClient.PASSWORD);
        app = stage.runningSample(1);
    }

    @AfterEach
    void theBrowserHasNothingToComplainOf() {
        assertThat(browser.severeErrors()).isEmpty();
    }

    @Test
    void aVerbTypedIntoThePaletteHappens() {
        browser.open(SPACE + app).find("[data-testid=instance-0]");
        int clicks = browser.clicks();

        browser.pressWith(Keys.CONTROL, "k").seeFocusIn(PALETTE).press("scale 2", Keys.ENTER);
        browser.see("Running 2/2");
        stage.awaitServing(app, 2);

        browser.pressWith(Keys.CONTROL, "k").seeFocusIn(PALETTE).press("restart", Keys.ENTER);
        browser.seeFocusIn("[data-testid=confirm-cancel]").press(Keys.TAB, Keys.ENTER);
        stage.awaitInstance(app, "a new copy", row -> row.get("incarnation").asInt() > 1);
        stage.awaitDeployed(app);

        browser.pressWith(Keys.CONTROL, "k").seeFocusIn(PALETTE).press("scale 1", Keys.ENTER);
        browser.see("Running 1/1");
        assertThat(browser.clicks()).isEqualTo(clicks);
    }

    @Test
    void whateverOpensTakesTheFocusKeepsItAndGivesItBack() {
        var soft = new SoftAssertions();

        browser.open(SPACE + app + "/settings");
        opens("settings-delete", "[data-testid=confirm-cancel]", DIALOG, soft);
        browser.open(SPACE + app + "/environment");
        opens("environment-paste", "[data-testid=paste-text]", DIALOG, soft);
        browser.open(SPACE + app + "/deployments");
        opens("deploy-open", "[data-testid=deploy-image-field]", DIALOG, soft);
        opens("releases-grid", "x-drawer h2", "x-drawer", soft);
        browser.open(SPACE + app + "/instances");
        opens("instances-grid", "x-drawer h2", "x-drawer", soft);

        soft.assertAll();
    }

    @Test
    void thePaletteAndTheShortcutsTakeTheFocusKeepItAndGiveItBack() {
        var opener = "[data-testid=app-restart]";
        var soft = new SoftAssertions();

        browser.open(SPACE + app).focus(opener);
        browser.pressWith(Keys.CONTROL, "k");
        keeps(PALETTE, PALETTE, opener, soft);
        browser.press("?");
        keeps(PALETTE, PALETTE, opener, soft);

        soft.assertAll();
    }

    @Test
    void deletingScalingAndSavingFiguresNeedNothingThatThePolicyForbids() {
        var mine = stage.runningSample(1);

        browser.open(SPACE + mine + "/metrics").find("x-chart");
        browser.until("figures to save", () -> save("CPU") ? true : null);
        assertThat(browser.downloaded("cpu.csv").lines().toList())
                .hasSizeGreaterThan(1)
                .first()
                .asString()
                .startsWith("time,");

        browser.click("[data-testid=scale-up]").see("Running 2/2");
        browser.click("[data-testid=scale-down]").see("Running 1/1");

        browser.open(SPACE + mine + "/settings").click("[data-testid=settings-delete]");
        browser.type("[data-testid=confirm-name]", mine).click("[data-testid=confirm]");
        browser.until("the list", () -> browser.path().equals("/apps") ? true : null);
    }

    private static boolean save(String heading) {
        var buttons = browser.find("x-chart[heading='" + heading + "']")
                .getShadowRoot()
                .findElements(By.cssSelector("button[aria-label$='CSV']"));
        buttons.forEach(button -> button.click());
        return !buttons.isEmpty();
    }

    private static void opens(String testId, String first, String opened, SoftAssertions soft) {
        var opener = "[data-testid=" + testId + "]";
        browser.focus(opener).press(Keys.ENTER);
        keeps(opened, first, opener, soft);
    }

    /** Steps through it forwards and backwards, then leaves it. */
    private static void keeps(String opened, String first, String opener, SoftAssertions soft) {
        browser.seeFocusIn(first);
        for (int i = 1; i <= 2 * MANY; i++) {
            if (i <= MANY) {
                browser.press(Keys.TAB);
            } else {
                browser.pressWith(Keys.SHIFT, Keys.TAB);
            }
            soft.assertThat(browser.hasFocusIn(opened))
                    .as("%s, opened by %s, has the focus after %d steps", opened, opener, i)
                    .isTrue();
        }
        browser.press(Keys.ESCAPE);
        browser.seeFocusIn(opener);
    }
}
