package io.slipway.api;

import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.slipway.hosts.Drain;
import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.PlatformException;
import io.slipway.placement.DrainMove;
import io.slipway.placement.DrainPlan;
import io.slipway.placement.DrainService;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
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

@SpringBootTest(classes = DrainControllerIT.Server.class)
@AutoConfigureMockMvc
class DrainControllerIT {

    private static final String DRAIN = "/api/v1/hosts/host-a/drain";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final DrainMove MOVES = move(0, DrainMove.Kind.MOVES, "host-b", "");
    private static final DrainMove BLOCKED = move(1, DrainMove.Kind.BLOCKED, "", "no host has 256 MB free");

    @SpringBootConfiguration
    @Import({ApiConfiguration.class, ApiProblemAdvice.class, DrainController.class})
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
    private DrainService drains;

    @Test
    void tellsThePlanWithNumbersFirst() throws Exception {
        given(drains.plan("host-a")).willReturn(plan(null, MOVES, BLOCKED));

        mvc.perform(get(DRAIN))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("PLANNED"))
                .andExpect(jsonPath("$.since").isEmpty())
                .andExpect(jsonPath("$.total").value(2))
                .andExpect(jsonPath("$.toMove").value(1))
                .andExpect(jsonPath("$.blocked").value(1))
                .andExpect(jsonPath("$.blockedMib").value(256))
                .andExpect(jsonPath("$.movesAtOnce").value(2))
                .andExpect(jsonPath("$.moves[0].target").value("host-b"))
                .andExpect(jsonPath("$.moves[1].what").value("BLOCKED"))
                .andExpect(jsonPath("$.moves[1].detail").value("no host has 256 MB free"));
    }

    @Test
    void startsAndResumesByTheSameOrder() throws Exception {
        given(drains.start("host-a")).willReturn(plan(new Drain(NOW, "mia", false, 12), MOVES));

        mvc.perform(put(DRAIN).contentType(MediaType.APPLICATION_JSON).content("{\"paused\":false}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("DRAINING"))
                .andExpect(jsonPath("$.by").value("mia"))
                .andExpect(jsonPath("$.total").value(12))
                .andExpect(jsonPath("$.moved").value(11));
    }

    @Test
    void pauses() throws Exception {
        given(drains.pause("host-a")).willReturn(plan(new Drain(NOW, "mia", true, 2), MOVES));

        mvc.perform(put(DRAIN).contentType(MediaType.APPLICATION_JSON).content("{\"paused\":true}"))
                .andExpect(jsonPath("$.state").value("PAUSED"));
    }

    @Test
    void needsToBeToldWhetherToPause() throws Exception {
        mvc.perform(put(DRAIN).contentType(MediaType.APPLICATION_JSON).content("{}"))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.field").value("paused"));

        then(drains).shouldHaveNoInteractions();
    }

    @Test
    void cancelsAndLeavesTheHostCordonedUnlessAskedOtherwise() throws Exception {
        mvc.perform(delete(DRAIN)).andExpect(status().isNoContent());
        mvc.perform(delete(DRAIN).param("uncordon", "true")).andExpect(status().isNoContent());

        then(drains).should().cancel("host-a", false);
        then(drains).should().cancel("host-a", true);
    }

    @Test
    void saysWhyItRefuses() throws Exception {
        willThrow(new PlatformException.Conflict("host-not-draining", "host-a is not being drained."))
                .given(drains)
                .cancel("host-a", false);

        mvc.perform(delete(DRAIN))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type").value("/problems/host-not-draining"));
    }

    private static DrainPlan plan(@Nullable Drain drain, DrainMove... moves) {
        return new DrainPlan(HostId.create(), "host-a", drain, 2, List.of(moves));
    }

    private static DrainMove move(int index, DrainMove.Kind kind, String target, String detail) {
        return new DrainMove(
                InstanceId.create(),
                "acme/dev/shop",
                "web",
                index,
                DataSize.ofMebibytes(256),
                new Cpu(100),
                kind,
                target,
                detail);
    }
}
