package io.slipway.console.testing;

import com.vaadin.flow.spring.SpringBootAutoConfiguration;
import com.vaadin.flow.spring.VaadinScopesConfig;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.slipway.apps.AppService;
import io.slipway.apps.DeploymentService;
import io.slipway.apps.ReleaseService;
import io.slipway.apps.ReturnPreview;
import io.slipway.autoscale.AutoscaleService;
import io.slipway.console.LiveUpdates;
import io.slipway.console.shell.AppIndex;
import io.slipway.console.shell.PaletteVerbs;
import io.slipway.console.streams.PreviewShelf;
import io.slipway.hosts.BrakeView;
import io.slipway.hosts.HostService;
import io.slipway.hosts.JoinTokenService;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.CurrentUser;
import io.slipway.iam.Permission;
import io.slipway.iam.SpacePath;
import io.slipway.iam.SpaceRef;
import io.slipway.images.ImageInspector;
import io.slipway.instances.InstanceService;
import io.slipway.kernel.Actor;
import io.slipway.kernel.OrganizationId;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.SpaceId;
import io.slipway.metrics.MetricSeries;
import io.slipway.metrics.MetricService;
import io.slipway.metrics.ReleaseFigures;
import io.slipway.placement.DrainService;
import io.slipway.placement.PendingInstances;
import io.slipway.placement.PlacementService;
import io.slipway.placement.PlacementSettingsService;
import io.slipway.placement.PlacementSettingsView;
import io.slipway.placement.RebalanceService;
import io.slipway.policies.NetworkPolicyService;
import io.slipway.routes.RouteService;
import io.slipway.routes.TcpRouteService;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import org.mockito.Mockito;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Just enough of an application to open pages without a browser: Vaadin, and services that a test teaches what to say. */
@SpringBootConfiguration
@ImportAutoConfiguration(SpringBootAutoConfiguration.class)
@Import({VaadinScopesConfig.class, LiveUpdates.class, AppIndex.class, PaletteVerbs.class, PreviewShelf.class})
public class PagesConfiguration {

    @Bean
    Clock clock() {
        return Clock.fixed(Examples.NOON, ZoneOffset.UTC);
    }

    @Bean
    AppService appService() {
        return Mockito.mock(AppService.class);
    }

    @Bean
    ReleaseService releaseService() {
        var releases = Mockito.mock(ReleaseService.class);
        Mockito.when(releases.previewReturn(Mockito.any(), Mockito.anyInt()))
                .thenAnswer(call -> new ReturnPreview(
                        2, call.getArgument(1), List.of(), List.of(), List.of("Routes belong to the app.")));
        return releases;
    }

    @Bean
    DeploymentService deploymentService() {
        return Mockito.mock(DeploymentService.class);
    }

    @Bean
    InstanceService instanceService() {
        return Mockito.mock(InstanceService.class);
    }

    @Bean
    RouteService routeService() {
        var routes = Mockito.mock(RouteService.class);
        Mockito.when(routes.previewUrl(Mockito.any()))
                .thenAnswer(call -> "http://" + call.getArgument(0) + ".apps.localhost/");
        return routes;
    }

    @Bean
    TcpRouteService tcpRouteService() {
        var routes = Mockito.mock(TcpRouteService.class);
        Mockito.when(routes.ports()).thenReturn("20000-20099");
        return routes;
    }

    @Bean
    PlacementSettingsService placementSettingsService() {
        var settings = Mockito.mock(PlacementSettingsService.class);
        Mockito.when(settings.policies()).thenReturn(List.of("balance", "bin-pack"));
        Mockito.when(settings.get()).thenReturn(new PlacementSettingsView("balance", 8, "balance", 8));
        return settings;
    }

    @Bean
    NetworkPolicyService networkPolicyService() {
        return Mockito.mock(NetworkPolicyService.class);
    }

    @Bean
    AutoscaleService autoscaleService() {
        return Mockito.mock(AutoscaleService.class);
    }

    @Bean
    HostService hostService() {
        var off = new BrakeView(1, 0, List.of(), Duration.ZERO);
        return Mockito.mock(
                HostService.class,
                call -> call.getMethod().getReturnType() == BrakeView.class
                        ? off
                        : Mockito.RETURNS_DEFAULTS.answer(call));
    }

    @Bean
    JoinTokenService joinTokenService() {
        return Mockito.mock(JoinTokenService.class);
    }

    @Bean
    DrainService drainService() {
        return Mockito.mock(DrainService.class);
    }

    @Bean
    RebalanceService rebalanceService() {
        return Mockito.mock(RebalanceService.class);
    }

    @Bean
    PlacementService placementService() {
        var placement = Mockito.mock(PlacementService.class);
        Mockito.when(placement.pending()).thenReturn(new PendingInstances(0, 0, List.of()));
        Mockito.when(placement.explain(Mockito.any(), Mockito.any()))
                .thenThrow(new PlatformException.NotFound("No living instance has this index."));
        return placement;
    }

    @Bean
    MetricService metricService() {
        var metrics = Mockito.mock(MetricService.class);
        Mockito.when(metrics.query(Mockito.any(), Mockito.any(), Mockito.any(), Mockito.any(), Mockito.anyBoolean()))
                .thenReturn(new MetricSeries(10, List.of(), List.of()));
        Mockito.when(metrics.ofRelease(Mockito.any(), Mockito.anyInt(), Mockito.any()))
                .thenReturn(ReleaseFigures.NONE);
        return metrics;
    }

    @Bean
    ImageInspector imageInspector() {
        var inspector = Mockito.mock(ImageInspector.class);
        Mockito.when(inspector.inspect(Mockito.any()))
                .thenThrow(new PlatformException.Unavailable("registry-unreachable", "No registry answers here."));
        return inspector;
    }

    @Bean
    AuthenticationContext authenticationContext() {
        return Mockito.mock(AuthenticationContext.class);
    }

    @Bean
    CurrentUser currentUser() {
        var user = Mockito.mock(CurrentUser.class);
        Mockito.when(user.actor()).thenReturn(new Actor(Actor.Type.USER, "1", "mia"));
        Mockito.when(user.isSignedIn()).thenReturn(true);
        return user;
    }

    @Bean
    AccessPolicy accessPolicy() {
        var policy = Mockito.mock(AccessPolicy.class);
        var space = new SpaceRef(OrganizationId.create(), SpaceId.create(), SpacePath.DEFAULT);
        Mockito.when(policy.requireSpace(Mockito.any(SpacePath.class), Mockito.any()))
                .thenReturn(space);
        Mockito.when(policy.readableSpaces()).thenReturn(List.of(space));
        Mockito.when(policy.allowedIn(Mockito.any())).thenReturn(EnumSet.allOf(Permission.class));
        Mockito.when(policy.allowedOnPlatform()).thenReturn(EnumSet.allOf(Permission.class));
        return policy;
    }
}
