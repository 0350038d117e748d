package io.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.patch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.console.testing.Examples;
import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.InstanceName;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.PlatformException;
import io.slipway.placement.DrainMove.Kind;
import io.slipway.placement.HostFit;
import io.slipway.placement.HostLoss;
import io.slipway.placement.PlacementService;
import io.slipway.placement.PlacementSettingsService;
import io.slipway.placement.PlacementSettingsView;
import io.slipway.placement.PlacementView;
import io.slipway.placement.PlacementView.HostVerdict;
import io.slipway.placement.PlacementView.RuleCount;
import io.slipway.placement.PlacementView.RuleFinding;
import io.slipway.placement.PlacementView.Verdict;
import io.slipway.placement.RebalanceMove;
import io.slipway.placement.RebalancePlan;
import io.slipway.placement.RebalanceReason;
import io.slipway.placement.RebalanceService;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.configuration.SpringDocSpecPropertiesConfiguration;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.webmvc.core.configuration.MultipleOpenApiSupportConfiguration;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
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

@SpringBootTest(
        classes = PlacementApiIT.Server.class,
        properties = {"springdoc.api-docs.path=/api/openapi", "spring.main.lazy-initialization=false"})
@AutoConfigureMockMvc(addFilters = true)
class PlacementApiIT {

    private static final String PLACEMENT = "/api/v1/orgs/default/spaces/default/apps/shop/instances/3/placement";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final AppPath SHOP = AppPath.of("default", "default", "shop");

    @SpringBootConfiguration
    @Import({
        ApiBodyLimit.class,
        ApiConfiguration.class,
        ApiDocument.class,
        ApiProblemAdvice.class,
        LossController.class,
        PlacementController.class,
        PlacementSettingsController.class,
        ProblemController.class,
        RebalanceController.class,
        UnknownApiPath.class
    })
    @ImportAutoConfiguration({
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        SpringDocConfiguration.class,
        SpringDocConfigProperties.class,
        SpringDocSpecPropertiesConfiguration.class,
        SpringDocWebMvcConfiguration.class,
        MultipleOpenApiSupportConfiguration.class
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
    private PlacementService placement;

    @MockitoBean
    private PlacementSettingsService settings;

    @MockitoBean
    private RebalanceService rebalances;

    @MockitoBean
    private AppService apps;

    @Test
    void setsWhatIsNamedAndLeavesTheRest() throws Exception {
        given(settings.get()).willReturn(new PlacementSettingsView("balance", 8, "balance", 8));
        given(settings.set("bin-pack", 8)).willReturn(new PlacementSettingsView("bin-pack", 8, "balance", 8));

        mvc.perform(patch("/api/v1/placement")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"policy\":\"bin-pack\"}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.policy").value("bin-pack"))
                .andExpect(jsonPath("$.defaultPolicy").value("balance"))
                .andExpect(jsonPath("$.cpuOvercommit").value(8));
    }

    @Test
    void tellsADeveloperReasonsAndCounts() throws Exception {
        given(placement.explain(SHOP, InstanceName.web(3))).willReturn(view(null));

        mvc.perform(get(PLACEMENT))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.waiting").value(true))
                .andExpect(jsonPath("$.since").value("2026-03-01T12:00:00Z"))
                .andExpect(jsonPath("$.sentence").value("No host takes it."))
                .andExpect(jsonPath("$.hosts").value(2))
                .andExpect(jsonPath("$.fitting").value(0))
                .andExpect(jsonPath("$.refusals[0].rule").value("memory"))
                .andExpect(jsonPath("$.refusals[0].hosts").value(2))
                .andExpect(jsonPath("$.steps[0]").value("give it at most 512 MB of memory"))
                .andExpect(jsonPath("$.table").isEmpty());
    }

    @Test
    void tellsAnAdministratorHostByHost() throws Exception {
        var finding = new RuleFinding("memory", false, "memory needs 768 MB, free 512 MB");
        given(placement.explain(SHOP, InstanceName.web(3)))
                .willReturn(view(
                        List.of(new HostVerdict("host-a", Verdict.REFUSED, false, "no copy here", List.of(finding)))));

        mvc.perform(get(PLACEMENT))
                .andExpect(jsonPath("$.table[0].host").value("host-a"))
                .andExpect(jsonPath("$.table[0].verdict").value("REFUSED"))
                .andExpect(jsonPath("$.table[0].findings[0].rule").value("memory"))
                .andExpect(jsonPath("$.table[0].findings[0].holds").value(false))
                .andExpect(jsonPath("$.table[0].findings[0].words").value("memory needs 768 MB, free 512 MB"));
    }

    @Test
    void answersWhatIsNotThereAsNotFound() throws Exception {
        given(placement.explain(SHOP, InstanceName.web(3)))
                .willThrow(new PlatformException.NotFound("No living instance."));

        mvc.perform(get(PLACEMENT))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.type").value("/problems/not-found"));
        mvc.perform(get(PLACEMENT.replace("/3/", "/three/"))).andExpect(status().is4xxClientError());
    }

    @Test
    void triesRulesOutBeforeTheyAreSaved() throws Exception {
        given(apps.get(SHOP)).willReturn(Examples.app("shop"));
        given(placement.fit(SHOP, "web", PlacementRules.parse("disk=ssd", 0))).willReturn(new HostFit(5, 3, 2));

        mvc.perform(get(PLACEMENT.replace("/instances/3/placement", "/placement/fit"))
                        .param("constraints", "disk = ssd"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.hosts").value(5))
                .andExpect(jsonPath("$.matching").value(3))
                .andExpect(jsonPath("$.fitting").value(2))
                .andExpect(jsonPath("$.sentence").value("3 of 5 hosts fit; 2 of them have room for one more now."));
    }

    @Test
    void showsTheRebalanceItWouldStart() throws Exception {
        given(rebalances.plan()).willReturn(rebalance());

        mvc.perform(get("/api/v1/rebalance"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("PLANNED"))
                .andExpect(jsonPath("$.plan").value("abc"))
                .andExpect(jsonPath("$.toMove").value(1))
                .andExpect(jsonPath("$.forRules").value(1))
                .andExpect(jsonPath("$.misplaced").value(1))
                .andExpect(jsonPath("$.moves[0].from").value("host-a"))
                .andExpect(jsonPath("$.moves[0].to").value("host-b"))
                .andExpect(jsonPath("$.moves[0].why").value("needs disk=ssd, host-a has no disk"));
    }

    @Test
    void startsOnlyThePlanThatWasRead() throws Exception {
        given(rebalances.start("abc")).willReturn(rebalance());
        given(rebalances.start("old"))
                .willThrow(new PlatformException.Conflict("plan-changed", "plan", "The plan has changed."));
        given(rebalances.resume()).willThrow(new PlatformException.Conflict("no-rebalance", "None is under way."));

        order("{\"paused\":false,\"plan\":\"abc\"}").andExpect(status().isOk());
        order("{\"paused\":false,\"plan\":\"old\"}")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type").value("/problems/plan-changed"));
        order("{\"paused\":false}")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type").value("/problems/no-rebalance"));
        order("{}").andExpect(jsonPath("$.field").value("paused"));
        mvc.perform(delete("/api/v1/rebalance")).andExpect(status().isNoContent());
        then(rebalances).should().cancel();
    }

    private ResultActions order(String body) throws Exception {
        return mvc.perform(
                put("/api/v1/rebalance").contentType(MediaType.APPLICATION_JSON).content(body));
    }

    private static RebalancePlan rebalance() {
        var move = new RebalanceMove(
                InstanceId.create(),
                "acme/dev/shop",
                "web",
                0,
                DataSize.ofMebibytes(256),
                "host-a",
                "host-b",
                RebalanceReason.RULES,
                "needs disk=ssd, host-a has no disk",
                Kind.MOVES,
                "");
        return new RebalancePlan(
                "abc", null, null, false, 1, 2, List.of(move), new RebalancePlan.Balance(12, 1, 3, 10, 40));
    }

    @Test
    void tellsWhatTheLossOfAHostDoes() throws Exception {
        given(placement.loss("host-a"))
                .willReturn(new HostLoss(
                        HostId.create(),
                        "host-a",
                        true,
                        3,
                        1,
                        DataSize.ofMebibytes(512),
                        new Cpu(0),
                        0,
                        List.of(new HostLoss.AppLoss(SHOP, "web", 2, 1, 1))));

        mvc.perform(get("/api/v1/hosts/host-a/loss"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.instances").value(3))
                .andExpect(jsonPath("$.unplaced").value(1))
                .andExpect(jsonPath("$.missingMemoryMib").value(512))
                .andExpect(jsonPath("$.sentence")
                        .value("1 of 3 instances does not fit elsewhere: 512 MB of memory missing."))
                .andExpect(jsonPath("$.apps[0].app").value("shop"))
                .andExpect(jsonPath("$.apps[0].elsewhere").value(1));
    }

    @Test
    void saysInTheDocumentWhoSeesWhat() throws Exception {
        var document =
                mvc.perform(get("/api/openapi")).andExpect(status().isOk()).andReturn();

        assertThat(document.getResponse().getContentAsString())
                .contains(
                        "/api/v1/orgs/{org}/spaces/{space}/apps/{app}/instances/{index}/placement",
                        "hosts and what other tenants use of them belong to the platform");
    }

    private static PlacementView view(@Nullable List<HostVerdict> table) {
        return new PlacementView(
                InstanceId.create(),
                InstanceName.web(3),
                1,
                true,
                NOW,
                "No host takes it.",
                2,
                0,
                List.of(new RuleCount("memory", 2)),
                List.of("give it at most 512 MB of memory"),
                table);
    }
}
