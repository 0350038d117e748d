package io.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reads an app's log page in a real browser, on a whole platform. */
@Tag("docker")
class LogsE2E {

    private static final String SHADOW =
            "const log = document.querySelector('x-log')?.shadowRoot; if (!log) return %s; ";

    @AutoClose
    private static Stage stage;

    @AutoClose
    private static Browser browser;

    private static String app;

    @BeforeAll
    static void start() {
        stage = Stage.open();
        app = stage.runningSample(2);
        browser = Browser.at(stage.platform.consoleUrl()).signIn(ApiClient.USERNAME, ApiClient.PASSWORD);
    }

    @Test
    void showsWhatWasWrittenBeforeAndFollowsWhatComes() throws Exception {
        write(7);
        open("");

        awaitLine("line 7 of 7");
        browser.until("a live stream", () -> text(".follow").contains("Live") ? true : null);
        write(9);
        awaitLine("line 9 of 9");

        open("?q=stream:platform");
        awaitLine("passed its health check and takes traffic");
    }

    @Test
    void mirrorsLevelInstanceAndWordsInTheAddress() throws Exception {
        write(12);
        open("");
        awaitLine("line 12 of 12");

        clickInside("[aria-label='Levels'] [aria-label=error]");

        browser.until("the level in the address", () -> browser.path().contains("level=error") ? true : null);
        browser.until("errors alone", () -> count(".row") > 0 && count(".row") == count(".row.level-E") ? true : null);

        open("?q=%22of+12%22&instance=0,1&level=warn");
        awaitLine("slower than usual");
        assertThat(lines()).allMatch(line -> line.contains("of 12"));
        assertThat(text(".bar")).contains("level:warn").contains("instance:0,1");
    }

    @Test
    void leavesTheReaderWhereHeScrolledAndCountsWhatIsNew() throws Exception {
        write(200);
        open("");
        awaitLine("after 200 lines");

        browser.run(SHADOW.formatted("''") + "log.querySelector('.lines').scrollTop = 100;");
        browser.until("not to follow any more", () -> text(".follow").contains("Follow") ? true : null);
        write(5);

        browser.until("a count of new lines", () -> text(".pill").contains("new lines") ? true : null);
        assertThat(text(".pill")).contains("error");
        clickInside(".pill");
        awaitLine("line 5 of 5");
        assertThat(text(".pill")).isEmpty();
    }

    @Test
    void keepsTheLinesOfAnInstanceThatIsGone() throws Exception {
        var other = stage.runningSample(2);
        stage.scale(other, 1);
        stage.awaitServing(other, 1);

        browser.open("/orgs/default/spaces/default/apps/" + other + "/logs?instance=1");

        awaitLine("instance 1 of v1 stopped");
        assertThat(lines()).anyMatch(line -> line.contains("instance 1 of v1 placed on"));
    }

    private static void write(int lines) throws IOException, InterruptedException {
        assertThat(stage.visitor(app).get("/log?n=" + lines).statusCode()).isEqualTo(200);
    }

    private static void open(String query) {
        browser.open("/orgs/default/spaces/default/apps/" + app + "/logs" + query);
    }

    private static void awaitLine(String part) {
        browser.until(
                "the line “" + part + "” among " + lines(),
                () -> lines().stream().anyMatch(line -> line.contains(part)) ? true : null);
    }

    private static List<String> lines() {
        var joined = browser.run(SHADOW.formatted("''")
                + "return [...log.querySelectorAll('.row')].map(row => row.innerText).join('\\u0001');");
        return List.of(joined.toString().split("\u0001"));
    }

    private static String text(String css) {
        return browser.run(SHADOW.formatted("''") + "return log.querySelector(arguments[0])?.innerText ?? '';", css)
                .toString();
    }

    private static long count(String css) {
        return ((Number) browser.run(SHADOW.formatted("0") + "return log.querySelectorAll(arguments[0]).length;", css))
                .longValue();
    }

    private static void clickInside(String css) {
        browser.run(SHADOW.formatted("''") + "log.querySelector(arguments[0]).click();", css);
    }
}
