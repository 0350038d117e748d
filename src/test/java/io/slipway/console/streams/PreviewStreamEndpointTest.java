package io.slipway.console.streams;

import static io.slipway.console.testing.Examples.app;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.autoscale.Replay;
import io.slipway.kernel.AppId;
import io.slipway.kernel.PlatformException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class PreviewStreamEndpointTest {

    private final AppView shop = app("shop");
    private final AppService apps = mock(AppService.class);
    private final PreviewShelf shelf = new PreviewShelf();
    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(new PreviewStreamEndpoint(apps, shelf))
            .build();

    @Test
    void answersInColumnsWithGapsAsNull() throws Exception {
        given(apps.get(shop.id())).willReturn(shop);
        var points = List.of(
                new Replay.Point(Instant.ofEpochSecond(60), 3, 2), new Replay.Point(Instant.ofEpochSecond(120), 0, 2));
        var name = shelf.put(
                shop.id(), new Replay(Duration.ofMinutes(1), points, 0, 0, 0, Duration.ofMinutes(1), Duration.ZERO));

        mvc.perform(get("/console/stream/metrics/" + shop.id() + "/prepared/" + name)
                        .param("from", "1000")
                        .param("kinds", "Policy,Ran"))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", "no-store"))
                .andExpect(content().json("""
                        {"step":60,"times":[60,120],"lines":[
                        {"kind":"Policy","index":-1,"values":[2,null]},
                        {"kind":"Ran","index":-1,"values":[3,null]}]}
                        """, JsonCompareMode.STRICT));
    }

    @Test
    void givesAReplayToThoseOfItsAppOnly() {
        var other = app("other");
        given(apps.get(other.id())).willReturn(other);
        given(apps.get(shop.id())).willThrow(new PlatformException.NotFound("There is no such app."));
        var name = shelf.put(shop.id(), new Replay(Duration.ZERO, List.of(), 0, 0, 0, Duration.ZERO, Duration.ZERO));

        refuses(shop.id(), name);
        refuses(other.id(), name);
    }

    private void refuses(AppId app, String name) {
        assertThatThrownBy(() -> mvc.perform(get("/console/stream/metrics/" + app + "/prepared/" + name)))
                .hasCauseInstanceOf(PlatformException.NotFound.class);
    }
}
