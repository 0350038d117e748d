package io.slipway.console.streams;

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

import io.slipway.kernel.AppId;
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

    private final AppId app = AppId.create();
    private final MetricService metrics = mock(MetricService.class);
    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(
                    new MetricStreamEndpoint(metrics, Clock.fixed(NOW, ZoneOffset.UTC)))
            .build();

    @Test
    void answersInColumnsWithGapsAsNull() throws Exception {
        var line = new MetricSeries.Line(MetricKind.CPU_MILLIS, -1, new double[] {1.0, Double.NaN});
        given(metrics.query(
                        app,
                        Set.of(MetricKind.CPU_MILLIS, MetricKind.LATENCY_P95),
                        Instant.ofEpochMilli(1_000),
                        Instant.ofEpochMilli(21_000),
                        true))
                .willReturn(new MetricSeries(10, List.of(10L, 20L), List.of(line)));

        mvc.perform(get("/console/stream/metrics/" + app)
                        .param("from", "1000")
                        .param("to", "21000")
                        .param("kinds", "CPU_MILLIS,LATENCY_P95")
                        .param("perInstance", "true"))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", "no-store"))
                .andExpect(content().json("""
                        {"step":10,"times":[10,20],"lines":[{"kind":"CPU_MILLIS","index":-1,"values":[1.0,null]}]}
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
