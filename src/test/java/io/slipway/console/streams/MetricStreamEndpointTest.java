package io.slipway.console.streams;

import static io.slipway.console.testing.Examples.app;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.kernel.AppId;
import io.slipway.kernel.ProcessId;
import io.slipway.metrics.MetricKind;
import io.slipway.metrics.MetricSeries;
import io.slipway.metrics.MetricService;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class MetricStreamEndpointTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final AppView shop = app("shop");
    private final AppId app = shop.id();
    private final AppService apps = mock(AppService.class);
    private final MetricService metrics = mock(MetricService.class);
    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(
                    new MetricStreamEndpoint(apps, metrics, Clock.fixed(NOW, ZoneOffset.UTC)))
            .build();

    @Test
    void answersInColumnsWithGapsAsNull() throws Exception {
        given(apps.get(app)).willReturn(shop);
        var values = new double[] {1.0, Double.NaN};
        var line = new MetricSeries.Line(MetricKind.CPU_MILLIS, shop.web().id(), 2, values);
        var gone = new MetricSeries.Line(MetricKind.CPU_MILLIS, ProcessId.create(), 0, new double[] {2.0, 3.0});
        given(metrics.query(
                        app,
                        Set.of(MetricKind.CPU_MILLIS, MetricKind.LATENCY_P95),
                        Instant.ofEpochMilli(1_000),
                        Instant.ofEpochMilli(21_000),
                        true))
                .willReturn(new MetricSeries(10, List.of(10L, 20L), List.of(line, gone)));

        mvc.perform(get("/console/stream/metrics/" + app)
                        .param("from", "1000")
                        .param("to", "21000")
                        .param("kinds", "CPU_MILLIS,LATENCY_P95")
                        .param("perInstance", "true"))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", "no-store"))
                .andExpect(content().json("""
                        {"step":10,"times":[10,20],"lines":[
                        {"kind":"CPU_MILLIS","index":2,"name":"2","values":[1.0,null]},
                        {"kind":"CPU_MILLIS","index":0,"name":"gone/0","values":[2.0,3.0]}]}
                        """, JsonCompareMode.STRICT));
    }

    @Test
    void showsTheLastHourUnlessAsked() throws Exception {
        given(metrics.query(any(), any(), any(), any(), anyBoolean()))
                .willReturn(new MetricSeries(10, List.of(), List.of()));

        mvc.perform(get("/console/stream/metrics/" + app))
                .andExpect(jsonPath("$.step").value(10));

        then(metrics).should().query(app, Set.of(MetricKind.values()), NOW.minusSeconds(3600), NOW, false);
    }
}
