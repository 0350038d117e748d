package io.slipway.console;

import static io.slipway.console.testing.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import io.slipway.console.components.StateBadge;
import io.slipway.console.testing.PagesConfiguration;
import io.slipway.hosts.HostChanged;
import io.slipway.hosts.HostExample;
import io.slipway.hosts.HostService;
import io.slipway.hosts.HostView;
import io.slipway.hosts.JoinTokenService;
import io.slipway.hosts.NewJoinToken;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.Permission;
import io.slipway.kernel.Cpu;
import io.slipway.kernel.HostId;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.Secret;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.test.context.support.WithMockUser;

/** An administrator lets a host in: from the button to the tick. */
@SpringBootTest(classes = PagesConfiguration.class)
@ViewPackages(packages = "io.slipway.console")
@WithMockUser
class AddHostIT extends SpringBrowserlessTest {

    @Autowired
    private HostService hosts;

    @Autowired
    private JoinTokenService tokens;

    @Autowired
    private AccessPolicy access;

    @Autowired
    private ApplicationEventPublisher events;

    @BeforeEach
    void noHost() {
        reset(hosts, tokens);
        when(access.allowedOnPlatform()).thenReturn(EnumSet.allOf(Permission.class));
        when(hosts.list()).thenReturn(List.of());
        when(tokens.create("host-b"))
                .thenReturn(new NewJoinToken("host-b", new Secret("t0ken"), NOON.plus(Duration.ofMinutes(15)), 7443));
    }

    @Test
    void showsTheOneCommandAndHowLongItWorks() {
        ask("host-b");

        assertThat($(Span.class).withTestId("host-command").single().getText())
                .isEqualTo("./slipway agent --server localhost:7443 --token t0ken");
        assertThat($(Component.class).withTextContaining("within 15 min").exists())
                .isTrue();
        assertThat($(Component.class)
                        .withTextContaining("Other machines do not reach this one as localhost")
                        .exists())
                .isTrue();
    }

    @Test
    void tellsByItselfThatTheHostHasJoined() {
        ask("host-b");
        assertThat(word()).isEqualTo("Waiting for host-b to join");

        when(hosts.list()).thenReturn(List.of(host("host-a"), host("host-b")));
        events.publishEvent(new HostChanged(HostId.create()));

        await("the tick").pollInSameThread().until(() -> {
            VaadinService.getCurrent().runPendingAccessTasks(VaadinSession.getCurrent());
            return word().startsWith("host-b has joined");
        });
        assertThat($(Button.class).withTestId("host-done").single().getText()).isEqualTo("Done");
    }

    @Test
    void putsARefusalAtTheName() {
        when(tokens.create("host-a"))
                .thenThrow(new PlatformException.Conflict("name-taken", "name", "There is a host host-a already."));
        ask("host-a");

        var field = $(TextField.class).withTestId("host-name").single();
        assertThat(field.isInvalid()).isTrue();
        assertThat(field.getErrorMessage()).isEqualTo("There is a host host-a already.");
    }

    @Test
    void isOfferedToAdministratorsOnly() {
        when(access.allowedOnPlatform()).thenReturn(Set.of(Permission.PLATFORM_READ));
        UI.getCurrent().navigate("admin/hosts");

        assertThat($(Button.class).withTestId("host-add").exists()).isFalse();
        verify(tokens, never()).create(any());
    }

    private void ask(String name) {
        UI.getCurrent().navigate("admin/hosts");
        test($(Button.class).withTestId("host-add").single()).click();
        test($(TextField.class).withTestId("host-name").single()).setValue(name);
        test($(Button.class).withTestId("host-invite").single()).click();
    }

    private String word() {
        return $(StateBadge.class)
                .withTestId("host-joined")
                .single()
                .getElement()
                .getAttribute("word");
    }

    private static HostView host(String name) {
        return HostExample.named(name)
                .at("10.0.0.7", 8000)
                .cpu(Cpu.cores(4))
                .memory(8192)
                .seen(NOON)
                .view();
    }
}
