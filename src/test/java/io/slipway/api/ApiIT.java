package io.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.patch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.apps.CanaryGuard;
import io.slipway.apps.CanaryStep;
import io.slipway.apps.CreateAppRequest;
import io.slipway.apps.DeploymentPace;
import io.slipway.apps.DeploymentService;
import io.slipway.apps.DeploymentStrategy;
import io.slipway.apps.DeploymentView;
import io.slipway.apps.Destination;
import io.slipway.apps.EnvironmentView;
import io.slipway.apps.HealthCheck;
import io.slipway.apps.InstanceSize;
import io.slipway.apps.ProcessSettings;
import io.slipway.apps.ProcessView;
import io.slipway.apps.ReleaseDifference;
import io.slipway.apps.ReleaseService;
import io.slipway.apps.ReleaseSettings;
import io.slipway.apps.ReleaseView;
import io.slipway.apps.ReturnPreview;
import io.slipway.hosts.Drain;
import io.slipway.hosts.HostChange;
import io.slipway.hosts.HostExample;
import io.slipway.hosts.HostService;
import io.slipway.hosts.HostView;
import io.slipway.hosts.JoinTokenService;
import io.slipway.hosts.NewJoinToken;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.CurrentUser;
import io.slipway.iam.Permission;
import io.slipway.iam.SpacePath;
import io.slipway.images.ImageInspector;
import io.slipway.instances.InstanceService;
import io.slipway.kernel.AppId;
import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.DeploymentId;
import io.slipway.kernel.Labels;
import io.slipway.kernel.NetworkPolicyId;
import io.slipway.kernel.OrganizationId;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.Ports;
import io.slipway.kernel.ProcessId;
import io.slipway.kernel.ProcessType;
import io.slipway.kernel.ReleaseId;
import io.slipway.kernel.RouteId;
import io.slipway.kernel.Secret;
import io.slipway.kernel.SpaceId;
import io.slipway.metrics.MetricKind;
import io.slipway.metrics.MetricSeries;
import io.slipway.metrics.MetricService;
import io.slipway.metrics.ReleaseFigures;
import io.slipway.placement.DrainPlan;
import io.slipway.placement.DrainService;
import io.slipway.policies.NetworkPolicyRequest;
import io.slipway.policies.NetworkPolicyService;
import io.slipway.policies.NetworkPolicyView;
import io.slipway.policies.PortRange;
import io.slipway.policies.Transport;
import io.slipway.routes.RouteService;
import io.slipway.routes.TcpRouteService;
import io.slipway.routes.TcpRouteView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
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
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@SpringBootTest(
        classes = ApiIT.Server.class,
        properties = {"springdoc.api-docs.path=/api/openapi", "spring.main.lazy-initialization=false"})
@AutoConfigureMockMvc(addFilters = true)
class ApiIT {

    private static final String APPS = "/api/v1/orgs/default/spaces/default/apps";
    private static final String SHOP = APPS + "/shop";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final AppPath PATH = AppPath.of("default", "default", "shop");

    @SpringBootConfiguration
    @Import({
        ApiBodyLimit.class,
        ApiConfiguration.class,
        ApiDocument.class,
        ApiProblemAdvice.class,
        AppController.class,
        DeploymentController.class,
        EnvironmentController.class,
        HostController.class,
        InstanceController.class,
        MetricController.class,
        NetworkController.class,
        PlatformController.class,
        ProblemController.class,
        ReleaseController.class,
        RouteController.class,
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
    private AppService apps;

    @MockitoBean
    private DeploymentService deployments;

    @MockitoBean
    private ReleaseService releases;

    @MockitoBean
    private RouteService routes;

    @MockitoBean
    private TcpRouteService tcpRoutes;

    @MockitoBean
    private DrainService drains;

    @MockitoBean
    private NetworkPolicyService policies;

    @MockitoBean
    private InstanceService instances;

    @MockitoBean
    private MetricService metrics;

    @MockitoBean
    private HostService hosts;

    @MockitoBean
    private JoinTokenService joinTokens;

    @MockitoBean
    private ImageInspector images;

    @MockitoBean
    private AccessPolicy access;

    @MockitoBean
    private CurrentUser user;

    private final AppView shop = app();

    @BeforeEach
    void thereIsAnApp() {
        given(apps.get(PATH)).willReturn(shop);
    }

    @Test
    void createsAnAppWithDefaultsAndTellsWhereItIs() throws Exception {
        given(apps.create(any(), any())).willReturn(shop);

        json(post(APPS), "{\"name\":\"shop\",\"image\":\"nginx:1.29\",\"environment\":{\"A\":\"b\"}}")
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", SHOP))
                .andExpect(header().string("Cache-Control", "no-store"))
                .andExpect(jsonPath("$.release.memoryMib").value(256))
                .andExpect(jsonPath("$.createdAt").value("2026-03-01T12:00:00Z"));

        var request = ArgumentCaptor.forClass(CreateAppRequest.class);
        then(apps).should().create(eq(SpacePath.DEFAULT), request.capture());
        assertThat(request.getValue().size()).isEqualTo(InstanceSize.SMALL);
        assertThat(request.getValue().instances()).isEqualTo(1);
        assertThat(request.getValue().environment()).containsEntry("A", new Secret("b"));
        assertThat(request.getValue().start()).isTrue();
    }

    @Test
    void takesPlacementRulesWithOtherSettings() throws Exception {
        given(apps.configure(any(), any(), any())).willReturn(shop);

        json(
                        put(SHOP + "/settings"),
                        "{\"constraints\":\"disk=ssd,zone in (a,b)\",\"atMostPerHost\":1,\"atMostOne\":true}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.release.constraints").value(""))
                .andExpect(jsonPath("$.release.atMostPerHost").value(0))
                .andExpect(jsonPath("$.release.atMostOne").value(false));

        var settings = ArgumentCaptor.forClass(ReleaseSettings.class);
        then(apps).should().configure(eq(shop.id()), settings.capture(), any());
        assertThat(settings.getValue().web().placement())
                .isEqualTo(PlacementRules.parse("disk=ssd, zone in (a, b)", 1, true));
        assertThat(settings.getValue().web().size()).isEqualTo(InstanceSize.SMALL);
    }

    @Test
    void addsChangesAndTakesAwayProcessesWithOtherSettings() throws Exception {
        var settings = ArgumentCaptor.forClass(ReleaseSettings.class);
        given(apps.configure(any(), settings.capture(), any())).willReturn(shop);

        json(put(SHOP + "/settings"), """
                        {"port":8081,"processes":{"worker":{"command":["work"],
                         "ports":[{"name":"main","number":9000},{"name":"admin","number":9090}]},"clock":null}}""")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.instances").value(1))
                .andExpect(jsonPath("$.processes[0].type").value("web"))
                .andExpect(jsonPath("$.release.processes.web.ports[0].number").value(8080));

        var sent = settings.getValue();
        assertThat(sent.processes().keySet()).containsExactly("web", "worker");
        assertThat(sent.web()).isEqualTo(WEB.withPorts(Ports.of(8081)));
        assertThat(sent.of("worker"))
                .contains(ProcessSettings.DEFAULT
                        .withCommand(List.of("work"))
                        .withPorts(Ports.parse("main=9000, admin=9090", "ports")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"processes\":{\"web\":{}}} | invalid-process | processes.web",
                "{\"processes\":{\"worker\":{\"port\":true}}} | invalid-value | processes.worker.port",
                "{\"processes\":{\"worker\":{\"strategy\":{}}}} | unknown-field | processes.worker.strategy",
                "{\"ports\":[{\"name\":\"main\"}]} | required-field | ports.number",
                "{\"ports\":[null]} | invalid-value | ports",
                "{\"processes\":{\"worker\":{\"ports\":[{\"name\":\"A\",\"number\":1}]}}} | invalid-port | processes.worker.ports"
            })
    void saysWhatIsWrongWithAProcess(String body, String code, String field) throws Exception {
        problem(json(put(SHOP + "/settings"), body), 422, code)
                .andExpect(jsonPath("$.field").value(field));
    }

    @Test
    void scalesAndRestartsOneProcess() throws Exception {
        given(apps.scale(any(), any(), anyInt())).willReturn(shop);
        given(apps.restart(any(), any())).willReturn(shop);

        json(put(SHOP + "/scale"), "{\"instances\":3}").andExpect(status().isOk());
        json(put(SHOP + "/scale"), "{\"process\":\"worker\",\"instances\":4}").andExpect(status().isOk());
        json(post(SHOP + "/processes/worker/actions/restart"), "").andExpect(status().isOk());

        then(apps).should().scale(shop.id(), "web", 3);
        then(apps).should().scale(shop.id(), "worker", 4);
        then(apps).should().restart(shop.id(), "worker");
    }

    @Test
    void saysWhereAConstraintBreaks() throws Exception {
        problem(json(put(SHOP + "/settings"), "{\"constraints\":\"disk==ssd\"}"), 422, "invalid-selector")
                .andExpect(jsonPath("$.field").value("constraints"))
                .andExpect(jsonPath("$.detail").value(startsWith("At character 6 of \"disk==ssd\": expected a value")));
        problem(json(put(SHOP + "/settings"), "{\"atMostPerHost\":-1}"), 422, "invalid-at-most-per-host");
    }

    @Test
    void addsATcpRouteAtAFreePortOrAtTheOneThatWasAskedFor() throws Exception {
        var worker = new Destination("worker", 5432);
        given(tcpRoutes.add(shop.id(), null, Destination.WEB))
                .willReturn(new TcpRouteView(RouteId.create(), 20_007, "shop.apps.localhost:20007", Destination.WEB));
        given(tcpRoutes.add(shop.id(), 20_001, worker))
                .willThrow(new PlatformException.Conflict("tcp-port-taken", "port", "Port 20001 is taken already."));

        json(post(SHOP + "/tcp-routes"), "{}")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.port").value(20_007))
                .andExpect(jsonPath("$.address").value("shop.apps.localhost:20007"))
                .andExpect(jsonPath("$.destination.process").value("web"));
        var taken = "{\"port\":20001,\"destination\":{\"process\":\"worker\",\"port\":5432}}";
        problem(json(post(SHOP + "/tcp-routes"), taken), 409, "tcp-port-taken")
                .andExpect(jsonPath("$.field").value("port"));
    }

    @Test
    void tellsHowFarTheDrainOfAHostIs() throws Exception {
        var drain = new Drain(NOW, "mia", false, 3);
        var host = host("host-b").draining(drain);
        given(hosts.list()).willReturn(List.of(host));
        given(drains.underWay()).willReturn(List.of(new DrainPlan(host.id(), host.name(), drain, 2, List.of())));

        mvc.perform(get("/api/v1/hosts"))
                .andExpect(jsonPath("$[0].drain.state").value("DRAINED"))
                .andExpect(jsonPath("$[0].drain.by").value("mia"))
                .andExpect(jsonPath("$[0].drain.total").value(3))
                .andExpect(jsonPath("$[0].drain.moved").value(3));
    }

    @Test
    void labelsAnAppAndListsByLabels() throws Exception {
        given(apps.label(any(), any())).willReturn(shop);
        given(apps.list(SpacePath.DEFAULT)).willReturn(List.of(shop));

        json(put(SHOP + "/labels"), "{\"labels\":{\"team\":\"shop\"}}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.labels").isEmpty());
        then(apps).should().label(shop.id(), Labels.parse("team=shop", "labels"));
        problem(json(put(SHOP + "/labels"), "{}"), 422, "required-field");

        mvc.perform(get(APPS).param("selector", "!team"))
                .andExpect(jsonPath("$.length()").value(1));
        mvc.perform(get(APPS).param("selector", "team"))
                .andExpect(jsonPath("$.length()").value(0));
        problem(mvc.perform(get(APPS).param("selector", "team in")), 422, "invalid-selector");
    }

    @Test
    void labelsAHostAndReservesMemoryThere() throws Exception {
        var before = host("host-b");
        given(hosts.get("host-b")).willReturn(before);
        given(hosts.change(any(), any())).willReturn(host("host-b", "disk=ssd, gpu"));

        json(patch("/api/v1/hosts/host-b"), "{\"labels\":{\"disk\":\"ssd\",\"gpu\":\"\"},\"reservedMemoryMib\":512}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.labels.disk").value("ssd"))
                .andExpect(jsonPath("$.reservedMemoryMib").value(0));

        then(hosts)
                .should()
                .change(
                        before.id(),
                        new HostChange(Labels.parse("disk=ssd, gpu", "labels"), DataSize.ofMebibytes(512)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"labels\":{\"a b\":\"c\"}} | invalid-labels | labels",
                "{\"labels\":{\"disk\":\"a=b\"}} | invalid-labels | labels",
                "{\"labels\":{\"disk\":null}} | required-field | labels.disk",
                "{\"reservedMemoryMib\":-1} | invalid-size | reservedMemoryMib",
                "{\"label\":{}} | unknown-field | label"
            })
    void refusesLabelsThatAreNone(String body, String code, String field) throws Exception {
        given(hosts.get("host-b")).willReturn(host("host-b"));

        json(patch("/api/v1/hosts/host-b"), body)
                .andExpect(status().is4xxClientError())
                .andExpect(jsonPath("$.type").value("/problems/" + code))
                .andExpect(jsonPath("$.field").value(field));
    }

    @Test
    void listsTheHostsThatASelectorChooses() throws Exception {
        given(hosts.list()).willReturn(List.of(host("host-a", "zone=a"), host("host-b", "zone=b")));

        mvc.perform(get("/api/v1/hosts").param("selector", "zone in (b, c)"))
                .andExpect(jsonPath("$.length()").value(1))
                .andExpect(jsonPath("$[0].name").value("host-b"));
        problem(mvc.perform(get("/api/v1/hosts").param("selector", "zone in")), 422, "invalid-selector");
    }

    @Test
    void letsAnAppOfAnotherSpaceConnect() throws Exception {
        var source = AppPath.of("acme", "billing", "pay");
        var policy = new NetworkPolicyView(
                NetworkPolicyId.create(), source, Transport.UDP, new PortRange(53, 60), "mia", NOW);
        given(policies.add(shop.id(), new NetworkPolicyRequest(source, Transport.UDP, new PortRange(53, 60))))
                .willReturn(policy);
        given(policies.ofApp(shop.id())).willReturn(List.of(policy));
        var body =
                "{\"source\":{\"organization\":\"acme\",\"space\":\"billing\",\"app\":\"pay\"},\"transport\":\"udp\",\"ports\":\"%s\"}";

        json(post(SHOP + "/network-policies"), body.formatted("53-60"))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.id").value(policy.id().toString()))
                .andExpect(jsonPath("$.ports").value("53-60"));
        mvc.perform(get(SHOP + "/network-policies"))
                .andExpect(jsonPath("$[0].source.space").value("billing"))
                .andExpect(jsonPath("$[0].transport").value("udp"));
        mvc.perform(delete(SHOP + "/network-policies/" + policy.id())).andExpect(status().isNoContent());
        then(policies).should().remove(shop.id(), policy.id());

        problem(json(post(SHOP + "/network-policies"), body.formatted("all")), 422, "invalid-ports")
                .andExpect(jsonPath("$.field").value("ports"));
        problem(json(post(SHOP + "/network-policies"), "{\"ports\":\"80\",\"source\":{}}"), 422, "required-field")
                .andExpect(jsonPath("$.field").value("source.organization"));
    }

    @Test
    void namesTheFieldThatIsMissing() throws Exception {
        problem(json(post(APPS), "{\"name\":\"shop\"}"), 422, "required-field")
                .andExpect(jsonPath("$.field").value("image"));
        problem(json(put(SHOP + "/scale"), "{}"), 422, "required-field")
                .andExpect(jsonPath("$.field").value("instances"));
    }

    @Test
    void refusesUnknownFieldsAtAnyDepth() throws Exception {
        problem(json(post(APPS), "{\"name\":\"a\",\"image\":\"b\",\"privileged\":true}"), 422, "unknown-field")
                .andExpect(jsonPath("$.field").value("privileged"));
        problem(json(post(APPS), "{\"healthCheck\":{\"exec\":\"id\"}}"), 422, "unknown-field")
                .andExpect(jsonPath("$.field").value("healthCheck.exec"));
        then(apps).should(never()).create(any(), any());
    }

    @Test
    void refusesNulInAnyText() throws Exception {
        problem(json(post(APPS), "{\"name\":\"sh\\u0000op\",\"image\":\"b\"}"), 422, "invalid-value")
                .andExpect(jsonPath("$.field").value("name"));
        problem(
                        json(patch(SHOP + "/environment"), "{\"set\":{\"A\":\"x\\u0000\"},\"version\":1}"),
                        422,
                        "invalid-value")
                .andExpect(jsonPath("$.field").value("set.A"));
        problem(mvc.perform(get("/api/v1/images/inspect").param("reference", "a\0b")), 422, "invalid-value");
    }

    @Test
    void namesTheFieldOfAWrongValue() throws Exception {
        for (var wrong : List.of("\"many\"", "1.5", "{}", "99999999999")) {
            problem(json(put(SHOP + "/scale"), "{\"instances\":" + wrong + "}"), 422, "invalid-value")
                    .andExpect(jsonPath("$.field").value("instances"));
        }
        problem(json(post(APPS), "{\"name\":\"a\",\"image\":\"b\",\"command\":[7]}"), 422, "invalid-value")
                .andExpect(jsonPath("$.field").value("command[0]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "\\ud800", "\\udc00\\ud800"})
    void refusesTextThatNoEnvironmentCanHold(String value) throws Exception {
        var body = "{\"name\":\"shop\",\"image\":\"nginx\",\"environment\":{\"A\":\"" + value + "\"}}";

        problem(json(post(APPS), body), 422, "invalid-value")
                .andExpect(jsonPath("$.field").value("environment.A"))
                .andExpect(jsonPath("$.detail").value(containsString("NUL")));
        then(apps).shouldHaveNoInteractions();
    }

    @Test
    void refusesNullsInLists() throws Exception {
        problem(json(post(APPS), "{\"name\":\"shop\",\"image\":\"nginx\",\"command\":[null]}"), 422, "invalid-value")
                .andExpect(jsonPath("$.field").value("command"));
        problem(json(patch(SHOP + "/environment"), "{\"version\":1,\"remove\":[null]}"), 422, "invalid-value")
                .andExpect(jsonPath("$.field").value("remove"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1]",
                "null",
                "{\"instances\":1,\"instances\":2}",
                "{\"instances\":1}}",
                "{\"instances\":1e}"
            })
    void tellsABodyThatIsNoJson(String body) throws Exception {
        problem(json(put(SHOP + "/scale"), body), 400, "malformed-body");
    }

    @Test
    void refusesADeepBody() throws Exception {
        problem(json(put(SHOP + "/scale"), "{\"instances\":" + "[".repeat(10_000)), 422, "invalid-value");
    }

    @Test
    void refusesAnOversizedBodyAnnouncedOrNot() throws Exception {
        var large = "{\"image\":\"" + "x".repeat(1024 * 1024) + "\"}";

        problem(json(put(SHOP + "/image"), large), 413, "body-too-large");
        var chunked = put(SHOP + "/image")
                .contentType(MediaType.APPLICATION_JSON)
                .content(large)
                .with(request -> {
                    var silent = spy(request);
                    doReturn(-1L).when(silent).getContentLengthLong();
                    return silent;
                });
        problem(mvc.perform(chunked), 413, "body-too-large");
    }

    @Test
    void answersEachErrorOfThePlatformWithItsStatus() throws Exception {
        var expected = Map.of(
                new PlatformException.NotFound("No such app."), 404,
                new PlatformException.Forbidden("Needs the developer role."), 403,
                new PlatformException.Conflict("name-taken", "name", "Taken."), 409,
                new PlatformException.Invalid("invalid-name", "name", "Wrong."), 422,
                new PlatformException.QuotaExceeded("Full."), 422,
                new PlatformException.Throttled("Slow down.", 7), 429,
                new PlatformException.Unavailable("no-host", "No host is ready."), 503);

        for (var each : expected.entrySet()) {
            willThrow(each.getKey()).given(apps).get(PATH);
            problem(mvc.perform(get(SHOP)), each.getValue(), each.getKey().code())
                    .andExpect(jsonPath("$.detail").value(each.getKey().sentence()))
                    .andExpect(jsonPath("$.title").isNotEmpty());
        }
        willThrow(new PlatformException.Throttled("Slow down.", 7)).given(apps).get(PATH);
        mvc.perform(get(SHOP)).andExpect(header().string("Retry-After", "7"));
        willThrow(new PlatformException.Unavailable("no-host", "None."))
                .given(apps)
                .get(PATH);
        mvc.perform(get(SHOP)).andExpect(header().string("Retry-After", "5"));
    }

    @Test
    void tellsAnOptimisticLockAsChangedMeanwhile() throws Exception {
        given(apps.stage(any(), any(), eq(3L))).willThrow(new OptimisticLockingFailureException("row 17"));

        problem(json(patch(SHOP + "/environment"), "{\"set\":{\"A\":\"b\"},\"version\":3}"), 409, "changed-meanwhile")
                .andExpect(content().string(not(containsString("row 17"))));
    }

    @Test
    void neverTellsWhatBrokeInside() throws Exception {
        given(apps.list(SpacePath.DEFAULT)).willThrow(new IllegalStateException("secret of the inside"));

        problem(mvc.perform(get(APPS)), 500, "internal-error")
                .andExpect(content().string(not(containsString("secret"))))
                .andExpect(content().string(not(containsString("Exception"))));
    }

    @Test
    void answersWhatTheFrameworkRefusesAsProblems() throws Exception {
        problem(mvc.perform(put(APPS)), 405, "method-not-allowed").andExpect(header().exists("Allow"));
        problem(
                mvc.perform(
                        put(SHOP + "/scale").contentType(MediaType.TEXT_PLAIN).content("5")),
                415,
                "unsupported-media-type");
        problem(mvc.perform(get("/api/v1/nothing")), 404, "not-found");
        problem(mvc.perform(post(SHOP + "/actions/explode")), 404, "not-found");
        problem(mvc.perform(get(SHOP + "/events").param("limit", "x")), 422, "invalid-value")
                .andExpect(jsonPath("$.field").value("limit"));
        problem(mvc.perform(get(SHOP).param("access_token", "t")), 400, "token-in-url");
    }

    @Test
    void deletesOnlyWithTheNameRepeated() throws Exception {
        problem(mvc.perform(delete(SHOP)), 422, "required-field")
                .andExpect(jsonPath("$.field").value("confirm"));

        mvc.perform(delete(SHOP).param("confirm", "shop")).andExpect(status().isAccepted());

        then(apps).should().delete(shop.id(), "shop");
    }

    @Test
    void takesNamesFromThePathAlone() throws Exception {
        mvc.perform(get(SHOP).param("app", "other").param("org", "other")).andExpect(status().isOk());

        then(apps).should().get(PATH);
    }

    @Test
    void keepsValuesFromThoseWhoMayNotSeeThem() throws Exception {
        var variable = new EnvironmentView.Variable("KEY", null, null, EnvironmentView.Mark.CHANGED);
        given(apps.environment(shop.id())).willReturn(new EnvironmentView(List.of(variable), 4));

        mvc.perform(get(SHOP + "/environment"))
                .andExpect(jsonPath("$.variables[0].name").value("KEY"))
                .andExpect(jsonPath("$.variables[0].value").isEmpty())
                .andExpect(jsonPath("$.staged").value(true))
                .andExpect(jsonPath("$.version").value(4));
    }

    @Test
    void tellsGapsOfMetricsAsNull() throws Exception {
        var line = new MetricSeries.Line(MetricKind.CPU_MILLIS, null, -1, new double[] {1.5, Double.NaN});
        given(metrics.query(eq(shop.id()), eq(Set.of(MetricKind.CPU_MILLIS)), any(), eq(NOW), anyBoolean()))
                .willReturn(new MetricSeries(10, List.of(10L, 20L), List.of(line)));

        mvc.perform(get(SHOP + "/metrics").param("kinds", "CPU_MILLIS"))
                .andExpect(jsonPath("$.stepSeconds").value(10))
                .andExpect(jsonPath("$.times[0]").value("1970-01-01T00:00:10Z"))
                .andExpect(jsonPath("$.lines[0].values[0]").value(1.5))
                .andExpect(jsonPath("$.lines[0].values[1]").isEmpty());
        problem(mvc.perform(get(SHOP + "/metrics").param("kinds", "MOOD")), 422, "invalid-value")
                .andExpect(jsonPath("$.field").value("kinds"));
    }

    @Test
    void looksAtImagesOnlyForDevelopers() throws Exception {
        problem(mvc.perform(get("/api/v1/images/inspect").param("reference", "nginx")), 403, "forbidden");

        then(images).shouldHaveNoInteractions();
    }

    @Test
    void makesAJoinTokenWithTheCommandThatUsesIt() throws Exception {
        given(joinTokens.create("host-b")).willReturn(new NewJoinToken("host-b", new Secret("t0ken"), NOW, 7443));

        json(post("/api/v1/hosts/join-tokens").with(under("slipway.example.com")), "{\"name\":\"host-b\"}")
                .andExpect(status().isCreated())
                .andExpect(header().string("Cache-Control", "no-store"))
                .andExpect(jsonPath("$.name").value("host-b"))
                .andExpect(jsonPath("$.token").value("t0ken"))
                .andExpect(
                        jsonPath("$.command").value("./slipway agent --server slipway.example.com:7443 --token t0ken"))
                .andExpect(jsonPath("$.expiresAt").value("2026-03-01T12:00:00Z"));
    }

    @Test
    void makesNoJoinTokenWithoutANameThatIsFree() throws Exception {
        given(joinTokens.create("host-b"))
                .willThrow(new PlatformException.Conflict("name-taken", "name", "There is a host host-b already."));

        problem(json(post("/api/v1/hosts/join-tokens"), "{}"), 422, "required-field")
                .andExpect(jsonPath("$.field").value("name"));
        problem(json(post("/api/v1/hosts/join-tokens"), "{\"name\":\"host-b\"}"), 409, "name-taken")
                .andExpect(jsonPath("$.field").value("name"));
    }

    @Test
    void deploysAsACanary() throws Exception {
        given(apps.deployImage(any(), any(), any())).willReturn(shop);

        json(put(SHOP + "/image"), "{\"image\":\"shop:2\",\"strategy\":{\"type\":\"canary\"}}")
                .andExpect(status().isOk());
        then(apps).should().deployImage(shop.id(), "shop:2", DeploymentStrategy.DEFAULT_CANARY);

        json(
                        put(SHOP + "/image"),
                        "{\"image\":\"shop:2\",\"strategy\":{\"type\":\"canary\",\"maxErrorPercent\":2,\"maxP95Millis\":300,"
                                + "\"steps\":[{\"percent\":25,\"instances\":2},{\"percent\":100,\"holdSeconds\":60}]}}")
                .andExpect(status().isOk());
        var steps = List.of(new CanaryStep(25, 2, null), new CanaryStep(100, 0, Duration.ofMinutes(1)));
        then(apps)
                .should()
                .deployImage(
                        shop.id(),
                        "shop:2",
                        new DeploymentStrategy.Canary(steps, new CanaryGuard(2, 20, Duration.ofMillis(300))));
    }

    @Test
    void namesTheFieldOfAWrongStrategy() throws Exception {
        problem(json(put(SHOP + "/image"), "{\"image\":\"a\",\"strategy\":{}}"), 422, "required-field")
                .andExpect(jsonPath("$.field").value("strategy.type"));
        problem(
                        json(put(SHOP + "/image"), "{\"image\":\"a\",\"strategy\":{\"type\":\"blue\"}}"),
                        422,
                        "invalid-strategy")
                .andExpect(jsonPath("$.field").value("strategy.type"));
        problem(
                        json(
                                put(SHOP + "/image"),
                                "{\"image\":\"a\",\"strategy\":{\"type\":\"canary\",\"steps\":[null]}}"),
                        422,
                        "invalid-value")
                .andExpect(jsonPath("$.field").value("strategy.steps"));
    }

    @Test
    void tellsHowACanaryFaresAndPromotesIt() throws Exception {
        var pace = DeploymentPace.of(DeploymentStrategy.DEFAULT_CANARY).reached(NOW);
        var deployment = new DeploymentView(
                DeploymentId.create(),
                2,
                1,
                DeploymentView.State.RUNNING,
                "image deployed",
                "mia",
                NOW,
                null,
                null,
                pace);
        given(apps.get(PATH)).willReturn(app(deployment));
        given(metrics.ofRelease(any(), eq(2), eq(NOW))).willReturn(new ReleaseFigures(240, 12, 35.5));
        given(metrics.ofRelease(any(), eq(1), eq(NOW))).willReturn(ReleaseFigures.NONE);

        mvc.perform(get(SHOP + "/deployments/present"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.deployment.pace.trial").value(true))
                .andExpect(jsonPath("$.deployment.pace.share").value(10))
                .andExpect(jsonPath("$.deployment.pace.steps[1].percent").value(50))
                .andExpect(jsonPath("$.deployment.pace.guard.maxErrorPercent").value(5))
                .andExpect(jsonPath("$.release.release").value(2))
                .andExpect(jsonPath("$.release.errorPercent").value(5.0))
                .andExpect(jsonPath("$.before.share").value(90))
                .andExpect(jsonPath("$.before.p95Millis").isEmpty());

        json(post(SHOP + "/deployments/present/actions/promote"), "{\"step\":0}")
                .andExpect(status().isOk());
        then(deployments).should().promote(any(), eq(0));
        problem(json(post(SHOP + "/deployments/present/actions/promote"), "{}"), 422, "required-field");
        mvc.perform(post(SHOP + "/deployments/present/actions/abort")).andExpect(status().isOk());
        then(deployments).should().abort(any());
    }

    @Test
    void tellsWhatDiffersAndWhatAReturnDoesNotBringBack() throws Exception {
        var difference = new ReleaseDifference(
                ReleaseDifference.Kind.VARIABLE,
                ReleaseDifference.Mark.CHANGED,
                "KEY",
                ReleaseDifference.MASK,
                ReleaseDifference.MASK);
        given(releases.compare(shop.id(), 3, 1)).willReturn(List.of(difference));
        given(releases.previewReturn(shop.id(), 1))
                .willReturn(new ReturnPreview(
                        3, 1, List.of(difference), List.of("No host knows it."), List.of("Routes stay.")));

        mvc.perform(get(SHOP + "/releases/3/differences/1"))
                .andExpect(jsonPath("$[0].what").value("KEY"))
                .andExpect(jsonPath("$[0].mark").value("CHANGED"))
                .andExpect(jsonPath("$[0].after").value("••••"));
        mvc.perform(get(SHOP + "/releases/1/return"))
                .andExpect(jsonPath("$.current").value(3))
                .andExpect(jsonPath("$.doubts[0]").value("No host knows it."))
                .andExpect(jsonPath("$.stays[0]").value("Routes stay."));
    }

    @Test
    void appliesAndRollsBackWithOrWithoutABody() throws Exception {
        given(apps.apply(any(), any())).willReturn(shop);
        given(apps.rollBack(any(), eq(1), any())).willReturn(shop);

        mvc.perform(post(SHOP + "/environment/actions/apply")).andExpect(status().isOk());
        json(post(SHOP + "/releases/1/actions/roll-back"), "{\"strategy\":{\"type\":\"rolling\",\"maxInFlight\":1}}")
                .andExpect(status().isOk());

        then(apps).should().apply(shop.id(), DeploymentStrategy.DEFAULT);
        then(apps).should().rollBack(shop.id(), 1, new DeploymentStrategy.Rolling(1));
    }

    @Test
    void cordonsAHostByItsName() throws Exception {
        var host = host("host-b");
        given(hosts.get("host-b")).willReturn(host);
        given(hosts.cordon(host.id(), true)).willReturn(host);

        json(put("/api/v1/hosts/host-b/cordon"), "{\"cordoned\":true}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.name").value("host-b"));

        problem(json(put("/api/v1/hosts/host-b/cordon"), "{}"), 422, "required-field")
                .andExpect(jsonPath("$.field").value("cordoned"));
        then(hosts).should().cordon(host.id(), true);
    }

    @Test
    void removesAHostWithInstancesByForceOnly() throws Exception {
        var host = host("host-b");
        given(hosts.get("host-b")).willReturn(host);
        willThrow(new PlatformException.Conflict("host-in-use", "force", "Host host-b still holds 3 instances."))
                .given(hosts)
                .remove(host.id(), false);

        problem(mvc.perform(delete("/api/v1/hosts/host-b")), 409, "host-in-use")
                .andExpect(jsonPath("$.field").value("force"));
        mvc.perform(delete("/api/v1/hosts/host-b").param("force", "true")).andExpect(status().isNoContent());

        then(hosts).should().remove(host.id(), true);
    }

    @Test
    void describesEveryPathInTheOpenApiDocument() throws Exception {
        var document =
                mvc.perform(get("/api/openapi")).andExpect(status().isOk()).andReturn();
        var app = "/api/v1/orgs/{org}/spaces/{space}/apps/{app}";

        assertThat(document.getResponse().getContentAsString())
                .contains("Slipway API", "\"scheme\":\"bearer\"", "\"name\":\"org\"")
                .contains(List.of(
                        "\"/api/v1/orgs/{org}/spaces/{space}/apps\"",
                        "\"" + app + "\"",
                        app + "/actions/{action}",
                        app + "/scale",
                        app + "/image",
                        app + "/settings",
                        app + "/instances",
                        app + "/environment\"",
                        app + "/environment/actions/apply",
                        app + "/environment/actions/discard",
                        app + "/releases\"",
                        app + "/releases/{number}/actions/roll-back",
                        app + "/deployments\"",
                        app + "/deployments/present\"",
                        app + "/deployments/present/actions/promote",
                        app + "/events",
                        app + "/network-policies\"",
                        app + "/network-policies/{policy}",
                        app + "/routes\"",
                        app + "/routes/{route}",
                        app + "/tcp-routes\"",
                        app + "/tcp-routes/{route}",
                        app + "/metrics",
                        "\"/api/v1/hosts\"",
                        "/api/v1/hosts/join-tokens",
                        "\"/api/v1/hosts/{name}\"",
                        "/api/v1/hosts/{name}/cordon",
                        "/api/v1/images/inspect",
                        "/api/v1/me"));
    }

    @Test
    void describesProblemsToPeopleAndPrograms() throws Exception {
        mvc.perform(get("/problems/name-taken").accept(MediaType.TEXT_HTML))
                .andExpect(content().string(containsString("<h1>Name taken</h1>")));
        mvc.perform(get("/problems/name-taken")).andExpect(jsonPath("$.title").value("Name taken"));
        problem(mvc.perform(get("/problems/no-such-code")), 404, "not-found");
    }

    private ResultActions json(MockHttpServletRequestBuilder request, String body) throws Exception {
        return mvc.perform(request.contentType(MediaType.APPLICATION_JSON).content(body));
    }

    private static ResultActions problem(ResultActions answer, int status, String code) throws Exception {
        return answer.andExpect(status().is(status))
                .andExpect(header().string("Content-Type", startsWith("application/problem+json")))
                .andExpect(jsonPath("$.type").value("/problems/" + code))
                .andExpect(jsonPath("$.status").value(status));
    }

    private static RequestPostProcessor under(String serverName) {
        return request -> {
            request.setServerName(serverName);
            return request;
        };
    }

    private static HostView host(String name) {
        return host(name, "");
    }

    private static HostView host(String name, String labels) {
        return HostExample.named(name)
                .at("10.0.0.7", 8000)
                .cpu(Cpu.cores(4))
                .memory(8192)
                .seen(NOW)
                .labels(labels)
                .view();
    }

    private static final ProcessSettings WEB =
            ProcessSettings.DEFAULT.withPorts(Ports.of(8080)).withHealthCheck(HealthCheck.DEFAULT);

    private static AppView app() {
        return app(null);
    }

    private static AppView app(@Nullable DeploymentView deployment) {
        var release = new ReleaseView(
                ReleaseId.create(),
                1,
                "nginx:1.29",
                "",
                ReleaseSettings.ofWeb(WEB),
                List.of("A"),
                List.of(),
                "mia",
                NOW,
                true);
        return new AppView(
                AppId.create(),
                PATH,
                SpaceId.create(),
                OrganizationId.create(),
                List.of(new ProcessView(ProcessId.create(), ProcessType.WEB, 1, WEB)),
                true,
                release,
                false,
                deployment,
                false,
                NOW,
                Set.of(Permission.SPACE_READ),
                Labels.NONE);
    }
}
