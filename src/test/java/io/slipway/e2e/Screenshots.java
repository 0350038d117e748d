package io.slipway.e2e;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;

/**
 * Makes the pictures of the documentation: starts a platform, fills it with apps in every state and photographs each screen at two
 * sizes in both schemes. Run by {@code tools/screenshots.sh}, not by the tests.
 */
final class Screenshots {

    private static final String SPACE = "/orgs/default/spaces/default";
    /** Elements of ours whose scripts have not come yet; Vaadin's own plain tags are never defined. */
    private static final String UNDEFINED =
            "return [...document.querySelectorAll(':not(:defined)')].filter((each) => each.localName.startsWith('x-')).length";

    private static final Map<String, Screen> SCREENS = screens();

    private final Path folder;
    private final List<String> only;
    private final Platform platform;
    private final Browser browser;

    /**
     * What is photographed.
     *
     * @param path of the page
     * @param clicks what is clicked there, one after the other: selectors, or the text of an item of a menu
     * @param sign what tells that all is there
     */
    private record Screen(String path, List<String> clicks, String sign) {

        static Screen page(String path) {
            return new Screen(path, List.of(), "main h1");
        }

        static Screen dialog(String path, String... clicks) {
            return new Screen(path, List.of(clicks), "vaadin-dialog-overlay, vaadin-dialog [slot], vaadin-dialog");
        }
    }

    private Screenshots(Path folder, List<String> only, Platform platform, Browser browser) {
        this.folder = folder;
        this.only = only;
        this.platform = platform;
        this.browser = browser;
    }

    /** Writes the pictures into the folder that is named first: all of them, or those whose names follow. */
    public static void main(String[] arguments) throws IOException {
        var folder = Files.createDirectories(Path.of(arguments[0]));
        var only = List.of(arguments).subList(1, arguments.length);
        try (var platform = Platform.start();
                var browser = Browser.at(platform.consoleUrl())) {
            new Screenshots(folder, only, platform, browser).make();
        }
    }

    private void make() throws IOException {
        shoot("setup", "/setup?token=" + platform.setupToken(), ".entrance-card");
        var api = platform.setUp();
        shoot("sign-in", "/login", ".entrance-card");
        browser.desktop().light().signIn(ApiClient.USERNAME, ApiClient.PASSWORD);
        shoot("home-empty", "/home", "main h1");
        seed(api);
        for (var screen : SCREENS.entrySet()) {
            shoot(screen.getKey(), screen.getValue());
        }
    }

    private void seed(ApiClient api) {
        var variables = Map.of("DATABASE_URL", "postgresql://shop@db/shop", "LOG_LEVEL", "info", "CHECKOUT", "new");
        app(api, "shop", 5, Map.of("environment", variables));
        app(api, "cart", 2, Map.of());
        app(api, "search", 3, Map.of("memoryMib", 512, "cpuMillis", 500));
        app(api, "invoices", 1, Map.of());
        app(api, "customer-notification-preferences", 2, Map.of());
        app(api, "legacy-reports", 2, Map.of());
        app(api, "analytics", 2, Map.of("memoryMib", 512 * 1024));
        var process = Map.of("type", "process", "startTimeoutSeconds", 5);
        app(
                api,
                "mailer",
                1,
                shell(0, process, "echo INFO mailer started; sleep 6; echo ERROR no route to smtp; exit 3"));
        var listens = Map.of("type", "port", "startTimeoutSeconds", 5);
        app(api, "importer", 1, shell(8080, listens, "echo INFO importer waits for its queue; sleep 3600"));
        Awaitility.await()
                .atMost(Browser.PATIENCE.multipliedBy(3))
                .until(() -> api.routable("shop").size() == 5);
        api.send("POST", "/apps/legacy-reports/actions/stop", Map.of());
        canary(api, "search");
        grow(api, "cart");
        visit("shop", "cart", "search");
        var version = api.get("/apps/shop/environment").get("version").asLong();
        var edits = Map.of("set", Map.of("LOG_LEVEL", "debug", "CACHE_TTL", "300"), "remove", List.of("CHECKOUT"));
        var change = new LinkedHashMap<String, Object>(edits);
        change.put("version", version);
        api.send("PATCH", "/apps/shop/environment", change);
    }

    /** A release with less memory gets a tenth of the requests; the picture is taken while people use both. */
    private static void canary(ApiClient api, String app) {
        Awaitility.await()
                .atMost(Browser.PATIENCE.multipliedBy(3))
                .until(() ->
                        api.app(app).get("deployment").get("state").asString().equals("SUCCEEDED"));
        var steps = List.of(
                Map.of("percent", 10),
                Map.of("percent", 50, "holdSeconds", 600),
                Map.of("percent", 100, "holdSeconds", 600));
        var strategy = Map.of("type", "canary", "steps", steps, "maxP95Millis", 800);
        api.send("PUT", "/apps/" + app + "/settings", Map.of("memoryMib", 256, "strategy", strategy));
    }

    /** A worker beside the web process, a TCP route, and a policy that follows the load. */
    private static void grow(ApiClient api, String app) {
        var loop = "while true; do echo INFO took an order from the queue; sleep 4; done";
        var worker = Map.of(
                "command", List.of("/bin/sh", "-c", loop), "memoryMib", 128, "healthCheck", Map.of("type", "process"));
        api.send("PUT", "/apps/" + app + "/settings", Map.of("processes", Map.of("worker", worker)));
        api.send("PUT", "/apps/" + app + "/scale", Map.of("process", "worker", "instances", 3));
        api.send("POST", "/apps/" + app + "/tcp-routes", Map.of());
        var rules = List.of(Map.of("signal", "cpu", "target", 60), Map.of("signal", "requests", "target", 20));
        var days = Map.of(
                "days",
                List.of("mon-fri"),
                "from",
                "07:00",
                "to",
                "19:00",
                "zone",
                "Europe/Berlin",
                "minimum",
                3,
                "maximum",
                8);
        api.send(
                "PUT",
                "/apps/" + app + "/processes/web/autoscale",
                Map.of("minimum", 2, "maximum", 6, "rules", rules, "schedules", List.of(days)));
    }

    /** A minute of requests, slow and failing ones among them, so that figures and logs have something to show. */
    private void visit(String... apps) {
        var end = System.nanoTime() + Browser.PATIENCE.toNanos();
        for (int round = 0; System.nanoTime() < end; round++) {
            for (var app : apps) {
                try (var visitor = new Visitor("127.0.0.1:" + platform.routerPort(), app + ".apps.localhost")) {
                    visitor.get("/");
                    visitor.get("/slow?ms=" + 40 * (round % 5));
                    visitor.get(round % 7 == 0 ? "/missing" : "/health");
                    if (round % 40 == 0) {
                        visitor.get("/log?n=8");
                    }
                } catch (IOException e) {
                    // One lost picture of a request is no reason to stop.
                    continue;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private void shoot(String name, String path, String sign) throws IOException {
        shoot(name, new Screen(path, List.of(), sign));
    }

    private void shoot(String name, Screen screen) throws IOException {
        if (!only.isEmpty() && !only.contains(name)) {
            return;
        }
        for (boolean phone : new boolean[] {false, true}) {
            for (boolean dark : new boolean[] {false, true}) {
                var sized = phone ? browser.phone() : browser.desktop();
                (dark ? sized.dark() : sized.light()).open(screen.path());
                screen.clicks().forEach(this::click);
                browser.find(screen.sign());
                settle();
                write(name + (phone ? "-390x844" : "-1440x900") + (dark ? "-dark" : "-light") + ".png");
            }
        }
    }

    private void click(String what) {
        if (Character.isUpperCase(what.charAt(0))) {
            browser.clickText(what);
        } else {
            browser.click(what);
        }
    }

    /** Fonts, charts and the first lines of a log come a moment after the page. */
    private void settle() {
        browser.until("our elements", () -> browser.run(UNDEFINED).equals(0L) ? true : null);
        browser.until("fonts", () -> browser.run("return document.fonts.status").equals("loaded") ? true : null);
        Awaitility.await().pollDelay(java.time.Duration.ofMillis(900)).until(() -> true);
    }

    private void write(String file) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(browser.screenshot()));
        ImageIO.write(image, "png", folder.resolve(file).toFile());
    }

    private static void app(ApiClient api, String name, int instances, Map<String, ?> more) {
        var request = new LinkedHashMap<String, Object>(more);
        request.put("name", name);
        request.put("image", "slipway/sample");
        request.put("instances", instances);
        api.created(request);
    }

    private static Map<String, ?> shell(int port, Map<String, ?> check, String script) {
        return Map.of("port", port, "healthCheck", check, "command", List.of("/bin/sh", "-c", script));
    }

    private static Map<String, Screen> screens() {
        var screens = new LinkedHashMap<String, Screen>();
        screens.put("home", Screen.page("/home"));
        screens.put("apps", Screen.page("/apps"));
        screens.put("create", Screen.page(SPACE + "/apps/new?from=sample"));
        screens.put("overview", Screen.page(SPACE + "/apps/shop"));
        screens.put("overview-crashed", Screen.page(SPACE + "/apps/mailer"));
        screens.put("overview-failed", Screen.page(SPACE + "/apps/importer"));
        screens.put("instances", Screen.page(SPACE + "/apps/shop/instances"));
        screens.put("instance", Screen.page(SPACE + "/apps/mailer/instances/0"));
        screens.put("logs", Screen.page(SPACE + "/apps/shop/logs"));
        screens.put("metrics", Screen.page(SPACE + "/apps/shop/metrics"));
        screens.put("deployments", Screen.page(SPACE + "/apps/shop/deployments"));
        screens.put("deployment", Screen.page(SPACE + "/apps/search/deployments"));
        screens.put("release", Screen.page(SPACE + "/apps/search/deployments/v1"));
        screens.put("environment", Screen.page(SPACE + "/apps/shop/environment"));
        screens.put("settings", Screen.page(SPACE + "/apps/shop/settings"));
        screens.put("processes", Screen.page(SPACE + "/apps/cart"));
        screens.put("process-settings", Screen.page(SPACE + "/apps/cart/settings"));
        screens.put(
                "networking",
                new Screen(SPACE + "/apps/cart/settings", List.of("[data-testid=tcp-route-port]"), "main h1"));
        screens.put("autoscale", Screen.page(SPACE + "/apps/cart/autoscale"));
        screens.put(
                "autoscale-preview",
                new Screen(
                        SPACE + "/apps/cart/autoscale",
                        List.of("[data-testid=autoscale-preview-show]"),
                        "[data-testid=autoscale-preview]"));
        screens.put("hosts", Screen.page("/admin/hosts"));
        screens.put("scheduler", Screen.page("/admin/scheduler"));
        screens.put("explain", Screen.page("/admin/scheduler/explain?app=default/default/analytics&instance=0"));
        screens.put("profile", Screen.page("/me/profile"));
        screens.put("tokens", Screen.page("/me/tokens"));
        screens.put("host-add", Screen.dialog("/admin/hosts", "[data-testid=host-add]"));
        screens.put("host-settings", Screen.dialog("/admin/hosts", ".row-more", "Labels and memory…"));
        screens.put("drain", Screen.dialog("/admin/hosts", ".row-more", "Drain…"));
        screens.put("rebalance", Screen.dialog("/admin/scheduler", "[data-testid=rebalance]"));
        screens.put(
                "strategy",
                new Screen(SPACE + "/apps/shop/settings", List.of("[data-testid=strategy-advanced]"), "main h1"));
        screens.put("return", Screen.dialog(SPACE + "/apps/search/deployments/v1", "[data-testid=roll-back]"));
        return screens;
    }
}
