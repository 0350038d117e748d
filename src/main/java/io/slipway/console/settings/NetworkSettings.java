package io.slipway.console.settings;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.apps.AppPath;
import io.slipway.apps.AppView;
import io.slipway.console.components.AppContext;
import io.slipway.console.components.Confirm;
import io.slipway.console.components.ErrorText;
import io.slipway.console.components.InternalAddress;
import io.slipway.console.components.Problems;
import io.slipway.console.components.Section;
import io.slipway.iam.Permission;
import io.slipway.kernel.AppId;
import io.slipway.kernel.PlatformException;
import io.slipway.policies.NetworkPolicyRequest;
import io.slipway.policies.NetworkPolicyService;
import io.slipway.policies.NetworkPolicyView;
import io.slipway.policies.PortRange;
import io.slipway.policies.Transport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How other apps reach an app, and which of other spaces may; changes count at once, without a release. */
class NetworkSettings extends Composite<Section> {

    private final NetworkPolicyService policies;
    private final Div inSpace = new Div();
    private final Div list = new Div();
    private final Select<AppPath> source = new Select<>();
    private final Select<Transport> transport = new Select<>();
    private final TextField ports = new TextField("Ports");
    private final Button add = new Button("Let connect", event -> add());
    private final Div form = new Div(source, transport, ports, add);
    private final ErrorText error = new ErrorText();
    private @Nullable AppContext context;
    private @Nullable AppId listed;
    private String shownAddress = "";
    private boolean mayChange;

    NetworkSettings(NetworkPolicyService policies) {
        this.policies = policies;
        inSpace.setTestId("network-address");
        list.addClassName("route-list");
        list.setTestId("network-policies");
        form.addClassName("field-row");
        source.setLabel("App of another space");
        source.setItemLabelGenerator(AppPath::words);
        source.setTestId("network-source");
        transport.setLabel("Transport");
        transport.setItems(Transport.values());
        transport.setItemLabelGenerator(Transport::words);
        transport.setValue(Transport.TCP);
        transport.setTestId("network-transport");
        ports.setPlaceholder("8080 or 8000-8010");
        ports.setTestId("network-ports");
        add.setTestId("network-add");
        add.addClickShortcut(Key.ENTER).listenOn(ports);
    }

    @Override
    protected Section initContent() {
        return new Section("Network", inSpace, list, form, error)
                .withHint("Other apps reach it by name, without the router: all healthy instances, on every host."
                        + " Changes apply at once.");
    }

    void show(AppContext shown) {
        context = shown;
        var app = shown.app();
        showAddress(app);
        var may = shown.may(Permission.SPACE_DEVELOP) && !app.deleting();
        if (!app.id().equals(listed) || may != mayChange) {
            listed = app.id();
            mayChange = may;
            refresh(app);
        }
    }

    private void showAddress(AppView app) {
        var address = InternalAddress.of(app);
        if (!address.equals(shownAddress)) {
            shownAddress = address;
            inSpace.removeAll();
            inSpace.add(muted("Apps of its space:"), InternalAddress.line(address));
        }
    }

    private void refresh(AppView app) {
        list.removeAll();
        var found = policies.ofApp(app.id());
        if (found.isEmpty()) {
            list.add(muted("Apps of other spaces cannot connect."));
        } else {
            list.add(
                    muted("Apps of other spaces that are named here:"),
                    InternalAddress.line(InternalAddress.fullOf(app)));
            found.forEach(policy -> list.add(line(policy)));
        }
        var sources = mayChange ? policies.possibleSources(app.id()) : List.<AppPath>of();
        source.setItems(sources);
        form.setVisible(!sources.isEmpty());
        if (mayChange && sources.isEmpty()) {
            list.add(
                    muted(
                            "There is no app in another space that you may let connect: it needs your role Space developer there."));
        }
    }

    private Div line(NetworkPolicyView policy) {
        var text = new Span(words(policy));
        text.addClassName("grow");
        var remove = new Button("Remove…", event -> remove(policy));
        remove.setEnabled(mayChange);
        remove.setTooltipText(mayChange ? "" : "This needs the role Space developer.");
        remove.setTestId("network-remove");
        remove.setAriaLabel("Remove " + words(policy));
        var line = new Div(text, remove);
        line.addClassNames("row", "route-line");
        return line;
    }

    private void add() {
        var app = context;
        if (app == null) {
            return;
        }
        error.clear();
        ports.setInvalid(false);
        source.setInvalid(false);
        var chosen = source.getValue();
        if (chosen == null) {
            source.setErrorMessage("Choose the app that shall connect.");
            source.setInvalid(true);
            source.focus();
            return;
        }
        try {
            policies.add(
                    app.app().id(),
                    new NetworkPolicyRequest(chosen, transport.getValue(), PortRange.of(ports.getValue())));
            ports.clear();
            refresh(app.app());
        } catch (PlatformException problem) {
            show(problem);
        }
    }

    private void show(PlatformException problem) {
        switch (problem.field().orElse("")) {
            case "ports" -> Problems.showAndFocus(ports, problem);
            case "source" -> Problems.show(source, problem);
            default -> error.show(problem);
        }
    }

    private void remove(NetworkPolicyView policy) {
        var app = context;
        if (app == null) {
            return;
        }
        Confirm.explain(
                "Remove this network policy?",
                "New connections " + words(policy) + " are refused at once; open ones over tcp stay until they end.",
                "Remove policy",
                () -> {
                    policies.remove(app.app().id(), policy.id());
                    refresh(app.app());
                });
    }

    private static String words(NetworkPolicyView policy) {
        var from = policy.source();
        return "from %s to %s %s"
                .formatted(
                        from == null ? "an app that you may not see" : from.words(),
                        policy.transport().words(),
                        policy.ports().words());
    }

    private static Span muted(String text) {
        var span = new Span(text);
        span.addClassName("muted");
        return span;
    }
}
