package io.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;

/** A second host joins with one command, takes its share, and is removed with instances on it. */
@Tag("docker")
class JoinE2E {

    private static final int INSTANCES = 4;

    @Test
    void aHostJoinsOnceAndIsLetInNoMoreOnceItIsRemoved() {
        try (var stage = Stage.open();
                var browser = Browser.at(stage.platform.consoleUrl());
                var engine = OwnEngine.start(false);
                var joined = new JoinedHost(stage.platform, engine);
                var late = new JoinedHost(stage.platform, engine)) {
            var token = askForAToken(browser, "host-b");
            joined.join(token);
            assertThatThrownBy(() -> late.join(token)).hasMessageContaining("unknown, used or too old");
            joined.start();
            browser.find("[data-testid=host-joined][word^='host-b has joined']");
            assertThat(browser.severeErrors()).isEmpty();
            assertThat(joined.link()).isEqualTo("connected");
            assertThatThrownBy(() -> stage.api.joinToken("host-b")).hasMessageContaining("name-taken");

            var app = stage.runningSample(INSTANCES);
            assertThat(on(stage, app, "host-b")).as("the scheduler spreads").isNotEmpty();

            assertThat(stage.api.removeHost("host-b", false)).isEqualTo(409);
            assertThat(stage.api.removeHost("host-b", true)).isEqualTo(204);

            await("the host to be refused")
                    .atMost(Stage.PATIENCE)
                    .until(() -> joined.link().startsWith("refused"));
            stage.awaitServing(app, INSTANCES);
            assertThat(on(stage, app, "host-b")).isEmpty();
            try (var there = new Engine(engine.address())) {
                await("nothing to run there")
                        .atMost(Stage.PATIENCE)
                        .until(() -> there.running(stage.idOf(app)).isEmpty());
            }
        }
    }

    /** Takes it from the command that the console shows. */
    private static String askForAToken(Browser browser, String host) {
        browser.signIn(ApiClient.USERNAME, ApiClient.PASSWORD).open("/admin/hosts");
        browser.click("[data-testid=host-add]");
        browser.type("[data-testid=host-name]", host);
        browser.press(Keys.ENTER);
        var command = browser.find("[data-testid=host-command]").getText();
        assertThat(command).startsWith("./slipway agent --server 127.0.0.1:");
        browser.find("[data-testid=host-joined][word='Waiting for " + host + " to join']");
        return command.substring(command.lastIndexOf(' ') + 1);
    }

    private static List<JsonNode> on(Stage stage, String app, String host) {
        return stage.living(app).stream()
                .filter(instance -> instance.get("host").asString().equals(host))
                .toList();
    }
}
