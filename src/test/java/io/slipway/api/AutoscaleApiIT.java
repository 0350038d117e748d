package io.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.autoscale.AutoscaleMove;
import io.slipway.autoscale.AutoscalePolicy;
import io.slipway.autoscale.AutoscaleRule;
import io.slipway.autoscale.AutoscaleService;
import io.slipway.autoscale.AutoscaleView;
import io.slipway.autoscale.Bounds;
import io.slipway.autoscale.Decision;
import io.slipway.autoscale.Reading;
import io.slipway.autoscale.Replay;
import io.slipway.autoscale.Signal;
import io.slipway.console.testing.Examples;
import io.slipway.kernel.PlatformException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@SpringBootTest(classes = AutoscaleApiIT.Server.class)
@AutoConfigureMockMvc
class AutoscaleApiIT {

    private static final String POLICY = "/api/v1/orgs/default/spaces/default/apps/shop/processes/web/autoscale";
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final AutoscaleRule CPU = new AutoscaleRule(Signal.CPU, 60);

    @SpringBootConfiguration
    @Import({ApiBodyLimit.class, ApiConfiguration.class, ApiProblemAdvice.class, AutoscaleController.class})
    @ImportAutoConfiguration({
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        JacksonAutoConfiguration.class
    })
    static class Server {
        @Bean
        Clock clock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }
    }

    @Autowired
    private MockMvc mvc;

    @MockitoBean
    private AppService apps;

    @MockitoBean
    private AutoscaleService autoscale;

    private final AppView shop = Examples.app("shop");

    @BeforeEach
    void thereIsAnApp() {
        given(apps.get(AppPath.of("default", "default", "shop"))).willReturn(shop);
    }

    @Test
    void tellsAPolicyAndWhatItDecidedLast() throws Exception {
        given(autoscale.get(shop.id(), "web")).willReturn(view());

        mvc.perform(get(POLICY))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.minimum").value(2))
                .andExpect(jsonPath("$.rules[0].signal").value("cpu"))
                .andExpect(jsonPath("$.coolDownDownSeconds").value(300))
                .andExpect(jsonPath("$.maximumNow").value(8))
                .andExpect(jsonPath("$.latest.current").value(4))
                .andExpect(jsonPath("$.latest.due").value("2026-03-02T10:00:20Z"))
                .andExpect(jsonPath("$.latest.readings[0].value").value(72.0));
    }

    @Test
    void savesAPolicyWithItsDefaults() throws Exception {
        given(autoscale.save(any(), any(), any())).willReturn(view());

        send("""
                {"minimum": 2, "maximum": 8, "rules": [{"signal": "cpu", "target": 60}],
                 "schedules": [{"days": ["mon-fri", "sun"], "from": "08:00", "to": "18:00",
                                "zone": "Europe/Berlin", "minimum": 4, "maximum": 10}]}""").andExpect(status().isOk());

        var saved = ArgumentCaptor.forClass(AutoscalePolicy.class);
        then(autoscale).should().save(eq(shop.id()), eq("web"), saved.capture());
        assertThat(saved.getValue().enabled()).isTrue();
        assertThat(saved.getValue().coolDownUp()).isEqualTo(Duration.ofSeconds(60));
        assertThat(saved.getValue().words())
                .isEqualTo("2–8 by CPU 60 %; 4–10 Mon, Tue, Wed, Thu, Fri, Sun 08:00–18:00 Europe/Berlin");
    }

    @ParameterizedTest(name = "{1} in {0}")
    @CsvSource(delimiter = '|', textBlock = """
            {"maximum": 8}                                                          | minimum
            {"minimum": 1, "maximum": 8, "rules": [{"signal": "disk", "target": 1}]} | rules.signal
            {"minimum": 1, "maximum": 8, "rules": [{"signal": "cpu"}]}               | rules.target
            {"minimum": 1, "maximum": 8, "rules": [null]}                            | rules
            {"minimum": 1, "maximum": 8, "schedules": [{"days": ["mon"], "from": "8", "to": "18:00", "zone": "UTC", "minimum": 1, "maximum": 2}]} | schedules.from
            {"minimum": 1, "maximum": 8, "schedules": [{"days": ["mon"], "from": "08:00", "to": "18:00", "zone": "Mars", "minimum": 1, "maximum": 2}]} | schedules.zone
            {"minimum": 1, "maximum": 8, "schedules": [{"days": ["moon"], "from": "08:00", "to": "18:00", "zone": "UTC", "minimum": 1, "maximum": 2}]} | schedules.days
            """)
    void namesTheFieldAtFault(String body, String field) throws Exception {
        send(body)
                .andExpect(status().is4xxClientError())
                .andExpect(jsonPath("$.field").value(field));

        then(autoscale).shouldHaveNoInteractions();
    }

    @Test
    void hidesWhatTheCallerMayNotSee() throws Exception {
        given(autoscale.get(any(), any())).willThrow(new PlatformException.NotFound("shop has no process worker."));

        mvc.perform(get(POLICY.replace("web", "worker")))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.detail").value("shop has no process worker."));
    }

    @Test
    void removesAPolicy() throws Exception {
        mvc.perform(delete(POLICY)).andExpect(status().isNoContent());

        then(autoscale).should().remove(shop.id(), "web");
    }

    @Test
    void tellsTheHistoryWithWhatWasSeen() throws Exception {
        given(autoscale.history(eq(shop.id()), eq("web"), anyInt()))
                .willReturn(List.of(
                        new AutoscaleMove(NOW, 4, 5, "autoscaler", "CPU 72 %", List.of(new Reading(CPU, 72, 5))),
                        new AutoscaleMove(NOW, 3, 4, "mia", "scaled by hand", List.of())));

        mvc.perform(get(POLICY + "/history"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[0].by").value("autoscaler"))
                .andExpect(jsonPath("$[0].readings[0].wish").value(5))
                .andExpect(jsonPath("$[1].readings").isEmpty());
    }

    @Test
    void previewsAPolicyThatIsNotSaved() throws Exception {
        var replay = new Replay(
                Duration.ofMinutes(1),
                List.of(new Replay.Point(NOW.minusSeconds(60), 0, 0), new Replay.Point(NOW, 3, 2)),
                1,
                0.03,
                0.05,
                Duration.ofMinutes(1),
                Duration.ZERO);
        given(autoscale.preview(eq(shop.id()), eq("web"), any())).willReturn(replay);

        mvc.perform(
                        post(POLICY + "/preview")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(
                                        "{\"minimum\": 1, \"maximum\": 4, \"rules\": [{\"signal\": \"p95\", \"target\": 200}]}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.moves").value(1))
                .andExpect(jsonPath("$.points[0].ran").isEmpty())
                .andExpect(jsonPath("$.points[1].chosen").value(2))
                .andExpect(jsonPath("$.notes.length()").value(3));
    }

    private ResultActions send(String body) throws Exception {
        return mvc.perform(put(POLICY).contentType(MediaType.APPLICATION_JSON).content(body));
    }

    private static AutoscaleView view() {
        var bounds = new Bounds(2, 8, "");
        var decision = new Decision(
                NOW,
                4,
                4,
                5,
                bounds,
                List.of(new Reading(CPU, 72, 5)),
                "CPU 72 %, target 60 %, asks for 5",
                "waits for the cool-down after the last move",
                NOW.plusSeconds(20));
        return new AutoscaleView(AutoscalePolicy.between(2, 8, CPU), bounds, decision, "mia", NOW);
    }
}
