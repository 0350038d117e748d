package io.slipway.console;

import static io.slipway.console.testing.Examples.app;
import static io.slipway.console.testing.Examples.deployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.notification.Notification;
import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.apps.DeploymentView.State;
import io.slipway.console.shell.Palette;
import io.slipway.console.testing.PagesConfiguration;
import io.slipway.iam.Permission;
import io.slipway.instances.InstanceService;
import io.slipway.kernel.PlatformException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.test.context.support.WithMockUser;

@SpringBootTest(classes = PagesConfiguration.class)
@ViewPackages(packages = "io.slipway.console")
@WithMockUser
class PaletteIT extends SpringBrowserlessTest {

    @Autowired
    private AppService apps;

    @Autowired
    private InstanceService instances;

    private final AppView shop = app("shop");

    @BeforeEach
    void oneApp() {
        reset(apps, instances);
        when(apps.list()).thenReturn(List.of(shop));
        when(apps.get(any(AppPath.class))).thenReturn(shop);
        when(instances.living(any())).thenReturn(Map.of());
        UI.getCurrent().navigate("apps");
    }

    @Test
    void restartsAfterTheSameQuestionAsTheButton() {
        run("restart", 0);
        verify(apps, never()).restart(any());

        test($(Button.class).withTestId("confirm").single()).click();

        verify(apps).restart(shop.id());
    }

    @Test
    void stopsAfterTheSameQuestionAsTheButton() {
        run("stop", 0);
        verify(apps, never()).stop(any());

        test($(Button.class).withTestId("confirm").single()).click();

        verify(apps).stop(shop.id());
    }

    @Test
    void startsAndScalesAtOnce() {
        run("start", 0);
        run("scale", 3);

        verify(apps).start(shop.id());
        verify(apps).scale(shop.id(), "web", 3);
    }

    @Test
    void asksBeforeItScalesToNone() {
        run("scale", 0);
        verify(apps, never()).scale(any(), any(), anyInt());

        test($(Button.class).withTestId("confirm").single()).click();

        verify(apps).scale(shop.id(), "web", 0);
    }

    @Test
    void refusesWhatTheRoleDoesNotAllowWhateverTheBrowserAsks() {
        when(apps.get(any(AppPath.class)))
                .thenReturn(app("shop", Set.of(Permission.SPACE_READ), deployment(State.SUCCEEDED, 1, 0, null)));

        run("restart", 0);
        run("scale", 5);

        assertThat($(Button.class).withTestId("confirm").exists()).isFalse();
        assertThat($(Notification.class).all()).hasSize(2);
        verify(apps, never()).scale(any(), any(), anyInt());
    }

    @Test
    void refusesANumberThatNoButtonWouldReach() {
        run("scale", 101);

        assertThat($(Notification.class).all()).hasSize(1);
        verify(apps, never()).scale(any(), any(), anyInt());
    }

    @Test
    void saysSoWhenTheAppHasGone() {
        when(apps.get(any(AppPath.class))).thenThrow(new PlatformException.NotFound("There is no app shop."));

        run("restart", 0);

        assertThat($(Notification.class).all()).hasSize(1);
    }

    private void run(String verb, int count) {
        $(Palette.class).single().run(verb, "default", "default", "shop", count);
    }
}
