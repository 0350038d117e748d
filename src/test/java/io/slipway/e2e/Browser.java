package io.slipway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Somebody who uses the console in a headless Chromium with a profile of its own, and counts the clicks and the fields that he
 * needs. Whatever it looks for is waited for; closing it ends the browser and removes the profile.
 */
final class Browser implements AutoCloseable {

    /** Patience with anything that should appear; a starting platform on a busy machine is slow. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int LOADS = 3;
    private static final Duration LOAD_PATIENCE = Duration.ofSeconds(15);

    private static final String FOCUS = """
            const cell = arguments[0].shadowRoot?.querySelector('#items [tabindex="0"]');
            (cell ?? arguments[0]).focus();
            """;

    private static final String FOCUS_IN = """
            let element = document.activeElement;
            while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
            for (; element; element = element.assignedSlot ?? element.parentNode ?? element.host) {
              if (element.matches?.(arguments[0])) return true;
            }
            return false;
            """;

    private final Path profile;
    private final ChromeDriver driver;
    private final String base;
    private int clicks;
    private int fields;

    private Browser(String base) {
        this.base = base;
        try {
            profile = Files.createTempDirectory("slipway-chromium");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                .build();
        driver = new ChromeDriver(service, options());
    }

    /** Opens a browser at desktop size in light colours. Paths are then relative to {@code base}. */
    static Browser at(String base) {
        return new Browser(base).desktop().light();
    }

    Browser desktop() {
        return size(1440, 900, false);
    }

    Browser phone() {
        return size(390, 844, true);
    }

    Browser light() {
        return scheme("light");
    }

    Browser dark() {
        return scheme("dark");
    }

    /** Opens a path of the console, or any address. */
    Browser open(String path) {
        driver.get(path.startsWith("http") ? path : base + path);
        return this;
    }

    /** Signs in through the form and waits for the page behind it. */
    Browser signIn(String username, String password) {
        openSignIn();
        type("input[name=username]", username);
        type("input[name=password]", password);
        click("[data-testid=sign-in]");
        find("main#main h1");
        return this;
    }

    /** Chromium aborts what it loads when an interface appears on this machine, as beside tests with containers; people reload. */
    private void openSignIn() {
        for (int tries = 1; tries <= LOADS; tries++) {
            open("/login");
            try {
                new WebDriverWait(driver, LOAD_PATIENCE)
                        .until(any -> !driver.findElements(By.cssSelector("input[name=username]"))
                                .isEmpty());
                return;
            } catch (TimeoutException blank) {
                // Tried again, or told by whoever looks for the form.
            }
        }
    }

    WebElement find(String css) {
        return until(
                "to see " + css,
                () -> driver.findElements(By.cssSelector(css)).stream()
                        .filter(WebElement::isDisplayed)
                        .findFirst()
                        .orElse(null));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** Clicks on what the selector finds, and counts it. */
    Browser click(String css) {
        return click(By.cssSelector(css));
    }

    /** Clicks on the button, link, tab or menu item with this text, and counts it. */
    Browser clickText(String text) {
        return click(
                By.xpath("//*[self::vaadin-button or self::a or self::button or @role='menuitem' or @role='option']"
                        + "[normalize-space(.)='" + text + "']"));
    }

    /** Whether what the selector finds can be used; the driver itself knows that of native elements only. */
    boolean isEnabled(String css) {
        return isEnabled(find(css));
    }

    private static boolean isEnabled(WebElement element) {
        return element.isEnabled() && element.getDomAttribute("disabled") == null;
    }

    int clicks() {
        return clicks;
    }

    /** How many times a field was typed into. */
    int fields() {
        return fields;
    }

    /** Types into a native input or the one inside a field, and counts it. */
    Browser type(String css, String text) {
        var field = find(css);
        var inner = field.findElements(By.cssSelector("input, textarea"));
        (inner.isEmpty() ? field : inner.getFirst()).sendKeys(text);
        fields++;
        return this;
    }

    /** Presses keys one after the other on whatever has the focus. */
    Browser press(CharSequence... keys) {
        for (var key : keys) {
            new Actions(driver).sendKeys(key).perform();
        }
        return this;
    }

    /** Presses a key while another one is down. */
    Browser pressWith(Keys held, CharSequence key) {
        new Actions(driver).keyDown(held).sendKeys(key).keyUp(held).perform();
        return this;
    }

    /** Puts the focus on what the selector finds; in a grid, on its first row. */
    Browser focus(String css) {
        run(FOCUS, find(css));
        return this;
    }

    /** Waits until the focus is on what the selector finds or within it. */
    Browser seeFocusIn(String css) {
        until("the focus to be in " + css, () -> hasFocusIn(css) ? true : null);
        return this;
    }

    boolean hasFocusIn(String css) {
        return (Boolean) run(FOCUS_IN, css);
    }

    /** Waits for a file that the page gave to the browser, and reads it. */
    String downloaded(String name) {
        var file = downloads().resolve(name);
        until("the file " + name, () -> Files.exists(file) ? true : null);
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the page shows the text. */
    Browser see(String text) {
        until("to see “" + text + "”", () -> text().contains(text) ? true : null);
        return this;
    }

    /** Waits until exactly so many elements match. */
    Browser see(int count, String css) {
        until("to see " + count + " × " + css, () -> all(css).size() == count ? true : null);
        return this;
    }

    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    String title() {
        return Objects.requireNonNullElse(driver.getTitle(), "");
    }

    /** Path and query of the page. */
    String path() {
        return Objects.requireNonNullElse(driver.getCurrentUrl(), "").replace(base, "");
    }

    /** Runs JavaScript within the page. */
    Object run(String script, Object... arguments) {
        return Objects.requireNonNullElse(driver.executeScript(script, arguments), "");
    }

    /** How many pixels of the page stand out to the right of the window. */
    long sidewaysScroll() {
        return ((Number) run("return document.scrollingElement.scrollWidth - document.documentElement.clientWidth"))
                .longValue();
    }

    /** What the browser complained of since the last question: failed scripts, refused sources, missing files. */
    List<String> severeErrors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                // Containers come and go beside this test, and Chromium then aborts loads because an interface
                // appeared.
                .filter(message -> !message.contains("net::ERR_NETWORK_CHANGED"))
                .toList();
    }

    byte[] screenshot() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** Waits until the question has an answer. */
    <T> T until(String what, java.util.function.Supplier<T> question) {
        return new WebDriverWait(driver, PATIENCE)
                .ignoring(org.openqa.selenium.StaleElementReferenceException.class)
                .withMessage(() -> "Waited for " + what + " at " + path() + ", which shows:\n" + text())
                .until(any -> question.get());
    }

    @Override
    public void close() {
        driver.quit();
        try (var files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException("A browser profile was left behind in " + profile, e);
        }
    }

    private Browser click(By by) {
        until("to click on " + by, () -> {
            for (var element : driver.findElements(by)) {
                if (element.isDisplayed() && isEnabled(element)) {
                    element.click();
                    return true;
                }
            }
            return null;
        });
        clicks++;
        return this;
    }

    private Browser size(int width, int height, boolean touch) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", touch));
        driver.executeCdpCommand("Emulation.setTouchEmulationEnabled", Map.of("enabled", touch));
        return this;
    }

    private Browser scheme(String name) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", name))));
        return this;
    }

    private Path downloads() {
        return profile.resolve("downloads");
    }

    private ChromeOptions options() {
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        var options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--window-size=1440,1000",
                "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", logs);
        options.setExperimentalOption(
                "prefs", Map.of("download.default_directory", downloads().toString()));
        return options;
    }
}
