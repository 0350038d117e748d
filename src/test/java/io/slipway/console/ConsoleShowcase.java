package io.slipway.console;

import static io.slipway.console.components.SampleApps.row;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.vaadin.flow.spring.security.AuthenticationContext;
import io.slipway.ServerApplication;
import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.apps.DeploymentView.State;
import io.slipway.apps.EnvironmentView;
import io.slipway.console.components.SampleApps;
import io.slipway.hosts.HostService;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.CurrentUser;
import io.slipway.iam.Permission;
import io.slipway.iam.SetupService;
import io.slipway.iam.SpacePath;
import io.slipway.iam.SpaceRef;
import io.slipway.images.ImageInspector;
import io.slipway.instances.InstanceRow;
import io.slipway.instances.InstanceService;
import io.slipway.instances.InstanceState;
import io.slipway.kernel.Actor;
import io.slipway.kernel.OrganizationId;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.RouteId;
import io.slipway.kernel.SpaceId;
import io.slipway.metrics.MetricService;
import io.slipway.routes.RouteService;
import io.slipway.routes.RouteView;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Profile;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The console over made-up apps, to look at: run the main method and open it. {@code --showcase.empty=true} shows an empty
 * installation.
 */
@Profile("showcase")
@AutoConfigurationPackage(basePackageClasses = ServerApplication.class)
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration"
        })
@ComponentScan(
        basePackages = "io.slipway.console",
        excludeFilters =
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = "io\\.slipway\\.console\\.streams\\..*"))
public class ConsoleShowcase {

    private final Map<AppView, List<InstanceRow>> apps = new LinkedHashMap<>();

    /** Starts it on loopback. */
    public static void main(String[] args) {
        new SpringApplicationBuilder(ConsoleShowcase.class).profiles("showcase").run(args);
    }

    ConsoleShowcase(org.springframework.core.env.Environment environment) {
        if (environment.getProperty("showcase.empty", Boolean.class, false)) {
            return;
        }
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var running = List.of(running(0), running(1), running(2));
        apps.put(SampleApps.app("shop", 3, State.SUCCEEDED, now.minusSeconds(7_300)), running);
        apps.put(
                SampleApps.app("cart", 2, State.SUCCEEDED, now.minusSeconds(900)),
                List.of(row(0, InstanceState.PENDING)
                        .incarnation(5)
                        .backingOff()
                        .told("It used more memory than its limit of 512 MB and was ended (exit 137). Raise the limit.")
                        .since(now.minusSeconds(130))
                        .make()));
        apps.put(
                SampleApps.app("search", 3, State.SUCCEEDED, now.minusSeconds(86_400)),
                List.of(
                        running(0),
                        running(1),
                        row(2, InstanceState.RUNNING)
                                .notRoutable()
                                .since(now.minusSeconds(45))
                                .make()));
        apps.put(
                SampleApps.app("invoices", 2, State.RUNNING, now.minusSeconds(12)),
                List.of(running(0), row(1, InstanceState.STARTING).make()));
        apps.put(
                SampleApps.app("report", 1, State.RUNNING, now.minusSeconds(40)),
                List.of(row(0, InstanceState.PENDING)
                        .unplaced("No host has 768 MB of memory free (best: 512 MB on host-a).")
                        .since(now.minusSeconds(40))
                        .make()));
        apps.put(SampleApps.app("legacy", 2, false, State.SUCCEEDED, now.minusSeconds(860_000)), List.of());
        for (var i = 1; i < 6; i++) {
            apps.put(
                    SampleApps.app("worker-" + i, 1, State.SUCCEEDED, now.minusSeconds(90_000L * i)),
                    List.of(running(0)));
        }
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    AppService appService() {
        var service = mock(AppService.class);
        when(service.list()).thenAnswer(call -> List.copyOf(apps.keySet()));
        when(service.list(any())).thenAnswer(call -> List.copyOf(apps.keySet()));
        when(service.get(any(AppPath.class))).thenAnswer(call -> find(call.getArgument(0)));
        when(service.environment(any())).thenReturn(new EnvironmentView(List.of(), 1));
        return service;
    }

    @Bean
    InstanceService instanceService() {
        var service = mock(InstanceService.class);
        when(service.ofApp(any()))
                .thenAnswer(call -> apps.entrySet().stream()
                        .filter(entry -> entry.getKey().id().equals(call.getArgument(0)))
                        .findFirst()
                        .map(Map.Entry::getValue)
                        .orElse(List.of()));
        when(service.living(any())).thenAnswer(call -> {
            var found = new LinkedHashMap<>();
            apps.forEach((app, rows) -> found.put(app.id(), rows));
            return found;
        });
        return service;
    }

    @Bean
    RouteService routeService() {
        var service = mock(RouteService.class);
        when(service.ofApp(any()))
                .thenReturn(List.of(new RouteView(
                        RouteId.create(), "shop.apps.example.com", "/", "https://shop.apps.example.com/")));
        when(service.previewUrl(any())).thenAnswer(call -> "https://" + call.getArgument(0) + ".apps.example.com/");
        return service;
    }

    @Bean
    HostService hostService() {
        var service = mock(HostService.class);
        when(service.list()).thenReturn(List.of());
        return service;
    }

    @Bean
    MetricService metricService() {
        var service = mock(MetricService.class);
        when(service.now(any())).thenReturn(Map.of());
        return service;
    }

    @Bean
    SetupService setupService() {
        return mock(SetupService.class);
    }

    @Bean
    ImageInspector imageInspector() {
        return mock(ImageInspector.class);
    }

    @Bean
    CurrentUser currentUser() {
        var user = mock(CurrentUser.class);
        when(user.actor()).thenReturn(new Actor(Actor.Type.USER, "1", "mia"));
        when(user.isSignedIn()).thenReturn(true);
        return user;
    }

    @Bean
    AccessPolicy accessPolicy() {
        var policy = mock(AccessPolicy.class);
        var space = new SpaceRef(OrganizationId.create(), SpaceId.create(), new SpacePath("acme", "dev"));
        when(policy.readableSpaces()).thenReturn(List.of(space));
        when(policy.allowedIn(any())).thenReturn(EnumSet.allOf(Permission.class));
        when(policy.allowedOnPlatform()).thenReturn(EnumSet.allOf(Permission.class));
        return policy;
    }

    @Bean
    AuthenticationContext authenticationContext() {
        return mock(AuthenticationContext.class);
    }

    /** Everybody may look: nothing here is real. */
    @Bean
    SecurityFilterChain open(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .build();
    }

    private AppView find(AppPath path) {
        return apps.keySet().stream()
                .filter(app -> app.path().app().equals(path.app()))
                .findFirst()
                .orElseThrow(() -> new PlatformException.NotFound("There is no app " + path.app() + "."));
    }

    private static InstanceRow running(int index) {
        return row(index, InstanceState.RUNNING)
                .since(Instant.now().minusSeconds(7_200))
                .make();
    }
}
