package io.slipway.console.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.apps.CreateAppRequest;
import io.slipway.apps.HealthCheck;
import io.slipway.apps.InstanceSize;
import io.slipway.iam.SpacePath;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CreateAppInputTest {

    @Test
    void leavesPortAndRouteToThePlatformUnlessTheyWereGiven() {
        var request = input(false, " nginx ", null, true).toRequest(true);

        assertThat(request.image()).isEqualTo("nginx");
        assertThat(request.port()).isNull();
        assertThat(request.routeHost()).isNull();
        assertThat(request.command()).containsExactly("sh", "-c", "run it");
    }

    @Test
    void asksForNoRouteWhereNoneIsWantedOrPossible() {
        assertThat(input(false, "nginx", null, false).toRequest(true).routeHost())
                .isEmpty();
        assertThat(input(false, "nginx", 0, true).toRequest(true).routeHost()).isEmpty();
    }

    @Test
    void namesTheMissingImageButNotForTheSample() {
        assertThatThrownBy(() -> input(false, " ", null, true).toRequest(true))
                .isInstanceOfSatisfying(
                        PlatformException.Invalid.class,
                        e -> assertThat(e.field()).contains("image"));
        assertThat(input(true, "", null, true).toRequest(true).image()).isEqualTo(CreateAppRequest.SAMPLE);
    }

    @Test
    void writesACallThatHoldsNoValueOfAVariable() {
        var call = ApiCall.create(
                "https://console.example",
                SpacePath.DEFAULT,
                input(false, "nginx", 8080, true).toRequest(true));

        assertThat(call)
                .contains("https://console.example/api/", "\"name\":\"shop\"", "\"KEY\":\"…\"", "\"port\":8080")
                .doesNotContain("hush");
    }

    private static CreateAppInput input(boolean sample, String image, @Nullable Integer port, boolean routed) {
        return new CreateAppInput(
                sample,
                image,
                "shop",
                port,
                InstanceSize.SMALL,
                1,
                HealthCheck.DEFAULT,
                routed,
                "",
                "sh -c 'run it'",
                Map.of("KEY", new Secret("hush")));
    }
}
