package io.slipway.console.admin;

import static io.slipway.console.admin.DrainExamples.drain;
import static io.slipway.console.admin.DrainExamples.host;
import static io.slipway.console.admin.DrainExamples.labelled;
import static io.slipway.console.admin.DrainExamples.move;
import static io.slipway.console.admin.DrainExamples.moves;
import static io.slipway.console.admin.DrainExamples.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.slipway.apps.AppService;
import io.slipway.console.LiveUpdates;
import io.slipway.console.components.BrakeNote;
import io.slipway.console.testing.PagesConfiguration;
import io.slipway.hosts.BrakeView;
import io.slipway.hosts.HostChange;
import io.slipway.hosts.HostService;
import io.slipway.hosts.HostView;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.Permission;
import io.slipway.instances.InstanceService;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.Labels;
import io.slipway.kernel.PlatformException;
import io.slipway.placement.DrainMove.Kind;
import io.slipway.placement.DrainService;
import io.slipway.placement.PlacementService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.test.context.support.WithMockUser;

@SpringBootTest(classes = PagesConfiguration.class)
@ViewPackages(packages = "io.slipway.console")
@WithMockUser
class HostsPageIT extends SpringBrowserlessTest {

    @Autowired
    private HostService hosts;

    @Autowired
    private DrainService drains;

    @Autowired
    private AppService apps;

    @Autowired
    private InstanceService instances;

    @Autowired
    private AccessPolicy policy;

    @Autowired
    private PlacementService placement;

    @Autowired
    private LiveUpdates live;

    private final HostView leaving = host("host-a");

    @BeforeEach
    void oneHost() {
        reset(hosts, drains, apps, instances);
        doReturn(Map.of()).when(placement).misplaced();
        when(hosts.list()).thenReturn(List.of(leaving));
    }

    @Test
    void aRowTellsHowFarItsDrainIs() {
        var draining = host("host-a", true, drain(12));
        when(hosts.list()).thenReturn(List.of(draining));
        when(drains.underWay()).thenReturn(List.of(plan(draining, moves(9))));

        UI.getCurrent().navigate("admin/hosts");

        var grid = $(HostGrid.class).single();
        assertThat(test(grid).getRow(0).drain()).isNotNull();
        assertThat(HostGrid.note(test(grid).getRow(0))).isEqualTo("moved 3 of 12");
        assertThat($(Component.class)
                        .withTextContaining("1 of 1 host is ready, 1 draining or drained.")
                        .exists())
                .isTrue();
    }

    @Test
    void saysThatTheBrakeHoldsAndReleasesItOnlyWhenAskedTwice() {
        when(hosts.brake()).thenReturn(new BrakeView(3, 2, List.of("host-a", "host-b"), Duration.ofSeconds(42)));
        when(policy.allowedOnPlatform()).thenReturn(EnumSet.allOf(Permission.class));

        UI.getCurrent().navigate("admin/hosts");

        assertThat($(Component.class)
                        .withTextContaining(
                                "2 of 3 hosts are silent. Slipway may be cut off from them itself, so it replaces"
                                        + " nothing of 2 of them yet; the next one is evacuated in 42 s.")
                        .exists())
                .isTrue();
        test($(Button.class).withTestId("brake-release").single()).click();
        verify(hosts, never()).releaseBrake();
        test($(Button.class).withTestId("confirm").single()).click();
        verify(hosts).releaseBrake();
    }

    @Test
    void keepsQuietAboutABrakeThatIsOff() {
        UI.getCurrent().navigate("admin/hosts");

        assertThat($(BrakeNote.class).exists()).isFalse();
    }

    @Test
    void labelsAndReservedMemoryAreChangedInADialog() {
        var load = new HostLoad(host("host-a"), 2, 0, 0, 0, null);
        var asked = new ArrayList<HostChange>();

        new HostSettingsDialog(load, asked::add).open();
        test($(TextField.class).withTestId("host-labels").single()).setValue("disk=ssd, zone");
        test($(IntegerField.class).withTestId("host-reserved").single()).setValue(256);
        test($(Button.class).withTestId("host-save").single()).click();

        assertThat(asked)
                .containsExactly(new HostChange(Labels.parse("disk=ssd, zone", "labels"), DataSize.ofMebibytes(256)));
        assertThat($(HostSettingsDialog.class).exists()).isFalse();
    }

    @Test
    void aLabelThatIsNoneIsToldAtItsField() {
        new HostSettingsDialog(new HostLoad(host("host-a"), 2, 0, 0, 0, null), change -> {}).open();
        var labels = $(TextField.class).withTestId("host-labels").single();

        test(labels).setValue("disk = = ssd");
        test($(Button.class).withTestId("host-save").single()).click();

        assertThat(labels.isInvalid()).isTrue();
        assertThat(labels.getErrorMessage()).startsWith("At character 8 of \"disk = = ssd\": expected a value");
    }

    @Test
    void showsTheHostsThatASelectorChooses() {
        when(hosts.list()).thenReturn(List.of(labelled("host-a", "zone=north"), labelled("host-b", "zone=south")));

        UI.getCurrent().navigate("admin/hosts", QueryParameters.simple(Map.of("selector", "zone in (south)")));

        assertThat(test($(HostGrid.class).single()).size()).isEqualTo(1);
        assertThat(test($(HostGrid.class).single()).getRow(0).host().name()).isEqualTo("host-b");
        assertThat($(Component.class)
                        .withTextContaining("2 of 2 hosts are ready.")
                        .exists())
                .isTrue();

        var search = $(TextField.class).withTestId("hosts-selector").single();
        test(search).setValue("zone in");
        assertThat(search.isInvalid()).isTrue();
        test(search).setValue("");
        assertThat(test($(HostGrid.class).single()).size()).isEqualTo(2);
    }

    @Test
    void saysHowManyInstancesStandAgainstTheirRules() {
        doReturn(Map.of(leaving.id(), 3)).when(placement).misplaced();

        UI.getCurrent().navigate("admin/hosts");

        assertThat(HostGrid.note(test($(HostGrid.class).single()).getRow(0)))
                .isEqualTo("3 would not be placed here now");
        assertThat($(Component.class)
                        .withTextContaining("3 instances stand where the scheduler would not place them now.")
                        .exists())
                .isTrue();
    }

    @Test
    void thePlanComesBeforeTheDrain() {
        when(drains.plan("host-a"))
                .thenReturn(plan(
                        leaving,
                        move(0, Kind.MOVES, "host-b", ""),
                        move(1, Kind.BLOCKED, "", "no host has 256 MB free")));

        dialog().open();

        assertThat($(Paragraph.class).withTestId("drain-headline").single().getText())
                .isEqualTo("2 instances: 1 can move, 1 blocked.");
        assertThat($(Paragraph.class).withTestId("drain-blocked").single().isVisible())
                .isTrue();
        assertThat(test($(DrainGrid.class).single()).size()).isEqualTo(2);
        verify(drains, never()).start("host-a");

        test($(Button.class).withTestId("drain-start").single()).click();

        verify(drains).start("host-a");
        assertThat($(DrainDialog.class).exists()).isFalse();
    }

    @Test
    void aRefusalStaysInTheDialog() {
        when(drains.plan("host-a")).thenReturn(plan(leaving, moves(1)));
        doThrow(new PlatformException.Forbidden("Only administrators drain hosts."))
                .when(drains)
                .start("host-a");

        dialog().open();
        test($(Button.class).withTestId("drain-start").single()).click();

        assertThat($(DrainDialog.class).exists()).isTrue();
        assertThat($(Component.class)
                        .withTextContaining("Only administrators drain hosts.")
                        .exists())
                .isTrue();
    }

    @Test
    void cancellingAsksWhetherTheHostTakesInstancesAgain() {
        var draining = host("host-a", true, drain(2));
        var load = new HostLoad(draining, 2, 0, 0, 0, plan(draining, moves(2)));

        new EndDrainDialog(load, uncordon -> model().endDrain(load, uncordon)).open();
        test($(Checkbox.class).withTestId("drain-uncordon").single()).click();
        test($(Button.class).withTestId("drain-cancel").single()).click();

        verify(drains).cancel("host-a", true);
    }

    private DrainDialog dialog() {
        UI.getCurrent().navigate("admin/hosts");
        return new DrainDialog("host-a", model(), live, () -> {});
    }

    private HostsModel model() {
        return new HostsModel(hosts, drains, apps, instances, policy, placement);
    }
}
