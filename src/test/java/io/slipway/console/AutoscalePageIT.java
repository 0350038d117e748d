package io.slipway.console;

import static io.slipway.console.testing.Examples.app;
import static io.slipway.console.testing.RowBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.assertArg;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.component.textfield.TextArea;
import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.apps.DeploymentView.State;
import io.slipway.apps.ProcessView;
import io.slipway.autoscale.AutoscaleMove;
import io.slipway.autoscale.AutoscalePolicy;
import io.slipway.autoscale.AutoscaleRule;
import io.slipway.autoscale.AutoscaleService;
import io.slipway.autoscale.AutoscaleView;
import io.slipway.autoscale.Bounds;
import io.slipway.autoscale.Decision;
import io.slipway.autoscale.Replay;
import io.slipway.autoscale.Signal;
import io.slipway.console.components.MetricChart;
import io.slipway.console.testing.Examples;
import io.slipway.console.testing.PagesConfiguration;
import io.slipway.iam.Permission;
import io.slipway.instances.InstanceService;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.ProcessId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.test.context.support.WithMockUser;

@SpringBootTest(classes = PagesConfiguration.class)
@ViewPackages(packages = "io.slipway.console")
@WithMockUser
class AutoscalePageIT extends SpringBrowserlessTest {

    private static final Instant NOON = Examples.NOON;
    private static final AutoscaleRule CPU = new AutoscaleRule(Signal.CPU, 60);
    private static final AutoscalePolicy POLICY = AutoscalePolicy.between(2, 8, CPU);
    private static final Bounds BOUNDS = new Bounds(2, 8, "");

    @Autowired
    private AppService apps;

    @Autowired
    private AutoscaleService autoscale;

    @Autowired
    private InstanceService instances;

    private AppView shop = app("shop", 2, State.SUCCEEDED, NOON);

    @BeforeEach
    void oneApp() {
        reset(apps, instances, autoscale);
        there(shop);
        when(instances.ofApp(any())).thenReturn(List.of(row(0).build()));
        when(autoscale.save(any(), any(), any())).thenReturn(view(POLICY));
    }

    @Test
    void offersAPolicyAroundWhatRunsAndSavesIt() {
        open();

        assertThat(text("autoscale-now")).startsWith("No policy:");
        assertThat(number("autoscale-minimum").getValue()).isEqualTo(2);
        test(number("autoscale-maximum")).setValue(8);
        test($(TextArea.class).withTestId("autoscale-schedules").single())
                .setValue("Mon-Fri 08:00-18:00 Europe/Berlin 4-10");
        click("autoscale-save");

        verify(autoscale)
                .save(
                        eq(shop.id()),
                        eq("web"),
                        assertArg(policy -> assertThat(policy.words())
                                .isEqualTo("2–8 by CPU 60 %; 4–10 Mon–Fri 08:00–18:00 Europe/Berlin")));
    }

    @Test
    void putsARefusalAtItsField() {
        when(autoscale.save(any(), any(), any()))
                .thenThrow(new PlatformException.Invalid("invalid-autoscale", "rules.p95", "A target of p95 is more."));
        open();

        click("autoscale-save");
        var p95 = $(NumberField.class).withTestId("autoscale-p95").single();
        assertThat(p95.isInvalid()).isTrue();
        assertThat(p95.getErrorMessage()).isEqualTo("A target of p95 is more.");

        test($(TextArea.class).withTestId("autoscale-schedules").single()).setValue("tomorrow");
        click("autoscale-save");
        assertThat($(TextArea.class).withTestId("autoscale-schedules").single().getErrorMessage())
                .startsWith("\"tomorrow\" is no schedule.");
    }

    @Test
    void tellsWhatItDecidesAndWhatItDid() {
        when(autoscale.find(shop.id(), "web")).thenReturn(Optional.of(view(POLICY)));
        when(autoscale.history(eq(shop.id()), eq("web"), anyInt()))
                .thenReturn(List.of(
                        new AutoscaleMove(NOON, 3, 4, "autoscaler", "CPU 91 %, target 60 %, asks for 5", List.of()),
                        new AutoscaleMove(NOON, 2, 3, "mia", "scaled by hand", List.of())));

        open();

        assertThat(text("autoscale-now")).isEqualTo("4 of 2–8 · CPU 72 %, target 60 %, asks for 5 → 5 now");
        var moves = $(OrderedList.class).withTestId("autoscale-moves").single();
        assertThat(moves.getElement().getTextRecursively())
                .contains("3 → 4 · CPU 91 %, target 60 %, asks for 5", "autoscaler", "2 → 3 · scaled by hand", "mia");
    }

    @Test
    void previewsWhatIsTypedWithoutSavingIt() {
        var points = List.of(new Replay.Point(NOON.minusSeconds(60), 2, 3), new Replay.Point(NOON, 2, 4));
        when(autoscale.preview(any(), any(), any()))
                .thenReturn(new Replay(
                        Duration.ofMinutes(1), points, 1, 61.5, 96, Duration.ofHours(24), Duration.ofMinutes(25)));
        open();

        click("autoscale-preview-show");

        var preview = $(Div.class).withTestId("autoscale-preview").single();
        assertThat(preview.getElement().getTextRecursively())
                .contains("1 move; 61.5 instance-hours instead of 96.0; 25 min at the maximum")
                .contains("answers that were lost to overload are not in it");
        assertThat($(MetricChart.class).single().getElement().getAttribute("app"))
                .startsWith(shop.id() + "/prepared/");
        verify(autoscale, never()).save(any(), any(), any());
    }

    @Test
    void whoMayNotScaleReadsOnly() {
        shop = app("shop", Set.of(Permission.SPACE_READ), Examples.deployment(State.SUCCEEDED, 1, 0, null));
        there(shop);
        open();

        assertThat($(Button.class).withTestId("autoscale-save").single().isEnabled())
                .isFalse();
        assertThat(number("autoscale-minimum").isReadOnly()).isTrue();
    }

    @Test
    void theHeaderTellsTheBoundsAndLeadsNoFurther() {
        when(autoscale.boundsNow(any())).thenReturn(Map.of("web", BOUNDS));
        open();

        var chip = $(Anchor.class).withTestId("scale-auto").single();
        assertThat(chip.getText()).isEqualTo("auto 2–8");
        assertThat(chip.getHref()).endsWith("/apps/shop/autoscale");
        assertThat($(Button.class).withTestId("scale-down").single().isEnabled())
                .as("two is the minimum")
                .isFalse();
        assertThat($(Button.class).withTestId("scale-up").single().isEnabled()).isTrue();
    }

    @Test
    void anAppWithSeveralProcessesHasAPolicyForEach() {
        var worker = new ProcessView(ProcessId.create(), "worker", 5, shop.web().settings());
        there(new AppView(
                shop.id(),
                shop.path(),
                shop.spaceId(),
                shop.organizationId(),
                List.of(shop.web(), worker),
                true,
                shop.release(),
                false,
                shop.deployment(),
                false,
                shop.createdAt(),
                shop.allowed(),
                shop.labels()));
        open();

        @SuppressWarnings("unchecked")
        Select<String> process = $(Select.class).withTestId("autoscale-process").single();
        test(process).selectItem("worker");

        assertThat(number("autoscale-minimum").getValue()).isEqualTo(5);
        click("autoscale-save");
        verify(autoscale).save(eq(shop.id()), eq("worker"), any());
    }

    private void there(AppView found) {
        when(apps.list()).thenReturn(List.of(found));
        when(apps.get(any(AppPath.class))).thenReturn(found);
    }

    private static void open() {
        UI.getCurrent().navigate("orgs/default/spaces/default/apps/shop/autoscale");
    }

    private void click(String testId) {
        test($(Button.class).withTestId(testId).single()).click();
    }

    private IntegerField number(String testId) {
        return $(IntegerField.class).withTestId(testId).single();
    }

    private String text(String testId) {
        return $(Paragraph.class).withTestId(testId).single().getText();
    }

    private static AutoscaleView view(AutoscalePolicy policy) {
        var decision = new Decision(NOON, 4, 5, 5, BOUNDS, List.of(), "CPU 72 %, target 60 %, asks for 5", "", null);
        return new AutoscaleView(policy, BOUNDS, decision, "mia", NOON);
    }
}
