package io.slipway.apps;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.Ports;
import io.slipway.kernel.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReleaseComparisonTest {

    private static final ProcessSettings WEB =
            ProcessSettings.DEFAULT.withPorts(Ports.of(8080)).withHealthCheck(HealthCheck.DEFAULT);
    private static final ReleaseSettings SETTINGS = ReleaseSettings.ofWeb(WEB);

    @Test
    void masksValuesButTellsThatTheyDiffer() {
        var from = content("shop:1", Map.of("COLOR", "blue", "OLD", "1", "SAME", "x"));
        var to = content("shop:2", Map.of("COLOR", "red", "NEW", "2", "SAME", "x"));

        assertThat(ReleaseComparison.between(from, to))
                .extracting(
                        found -> found.mark().sign() + " " + found.what() + " " + found.before() + " " + found.after())
                .containsExactly("~ Image shop:1 shop:2", "~ COLOR •••• ••••", "+ NEW  ••••", "− OLD •••• ");
    }

    @Test
    void tellsANewImageBehindTheSameTag() {
        var from = new ReleaseContent("shop:latest", "sha256:" + "1".repeat(64), SETTINGS, Map.of());
        var to = new ReleaseContent("shop:latest", "sha256:" + "2".repeat(64), SETTINGS, Map.of());

        assertThat(ReleaseComparison.between(from, to))
                .singleElement()
                .satisfies(found -> assertThat(found.before()).isEqualTo("111111111111"));
    }

    @Test
    void findsNothingBetweenAReleaseAndItself() {
        var content = content("shop:1", Map.of("A", "b"));

        assertThat(ReleaseComparison.between(content, content)).isEmpty();
    }

    private static ReleaseContent content(String image, Map<String, String> environment) {
        var secrets = new java.util.HashMap<String, Secret>();
        environment.forEach((name, value) -> secrets.put(name, new Secret(value)));
        return new ReleaseContent(image, "sha256:1", SETTINGS, secrets);
    }
}
