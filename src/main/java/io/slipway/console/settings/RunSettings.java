package io.slipway.console.settings;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.apps.AppService;
import io.slipway.apps.InstanceSize;
import io.slipway.apps.ReleaseSettings;
import io.slipway.apps.ReleaseView;
import io.slipway.console.apps.CommandLine;
import io.slipway.console.apps.HealthField;
import io.slipway.console.apps.SizeField;
import io.slipway.console.components.AppContext;
import io.slipway.console.components.ErrorText;
import io.slipway.console.components.Problems;
import io.slipway.console.components.Section;
import io.slipway.console.components.StrategyField;
import io.slipway.iam.Permission;
import io.slipway.kernel.PlatformException;
import io.slipway.placement.PlacementService;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an instance runs: size, port, health check, command, and on which hosts. Saving makes a release. */
class RunSettings extends Composite<Section> {

    private final AppService apps;
    private final SizeField size = new SizeField();
    private final IntegerField port = new IntegerField("Port");
    private final HealthField health = new HealthField();
    private final TextField command = new TextField("Command");
    private final PlacementFields placement;
    private final StrategyField strategy = new StrategyField();
    private final ErrorText error = new ErrorText();
    private final Button save = new Button("Save and deploy", event -> save());
    private @Nullable AppContext context;
    private @Nullable ReleaseView filled;

    RunSettings(AppService apps, PlacementService placements) {
        this.apps = apps;
        placement = new PlacementFields(
                rules -> placements.fit(Objects.requireNonNull(context).app().path(), rules));
        size.setTestId("settings-size");
        port.setMin(0);
        port.setMax(65_535);
        port.setHelperText("The app gets it as PORT. 0 means no port.");
        port.setTestId("settings-port");
        command.setWidthFull();
        command.setPlaceholder("the image's own");
        command.setTestId("settings-command");
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setTestId("settings-save");
        save.addClickShortcut(Key.ENTER, KeyModifier.CONTROL).resetFocusOnActiveElement();
    }

    @Override
    protected Section initContent() {
        var note = new Span("Makes a release; new instances start before old ones end.");
        note.addClassName("muted");
        var actions = new Div(save, note);
        actions.addClassName("form-actions");
        return new Section("How it runs", size, port, health, command, placement, strategy, error, actions);
    }

    /** Shows a release once; what is being typed stays until another release becomes the present one. */
    void show(AppContext shown) {
        context = shown;
        var may = shown.may(Permission.SPACE_DEVELOP) && !shown.app().deleting();
        save.setEnabled(may);
        save.setTooltipText(may ? "" : "This needs the role Space developer.");
        size.setReadOnly(!may);
        port.setReadOnly(!may);
        health.setReadOnly(!may);
        command.setReadOnly(!may);
        placement.setReadOnly(!may);
        strategy.setBusy(!may);
        var release = shown.app().release();
        if (filled == null || !filled.id().equals(release.id())) {
            filled = release;
            size.select(release.size());
            port.setValue(release.port());
            health.setCheck(release.healthCheck());
            command.setValue(CommandLine.join(release.command()));
            placement.show(release.placement());
        }
    }

    private void save() {
        var shown = context;
        if (shown == null) {
            return;
        }
        error.clear();
        port.setInvalid(false);
        command.setInvalid(false);
        placement.clear();
        try {
            apps.configure(shown.app().id(), settings(shown.app().release()), strategy.strategy());
            shown.reload().run();
        } catch (PlatformException problem) {
            show(problem);
        }
    }

    private ReleaseSettings settings(ReleaseView release) {
        InstanceSize chosen = Optional.ofNullable(size.getValue()).orElse(release.size());
        int number = Optional.ofNullable(port.getValue()).orElse(release.port());
        return new ReleaseSettings(
                number, chosen, health.check(), CommandLine.parse(command.getValue()), placement.rules());
    }

    private void show(PlatformException problem) {
        switch (problem.field().orElse("")) {
            case "port" -> Problems.show(port, problem);
            case "command" -> Problems.show(command, problem);
            case "healthCheck", "healthCheck.path", "healthCheck.startTimeoutSeconds" -> health.show(problem);
            default -> {
                if (!placement.show(problem) && !strategy.show(problem)) {
                    error.show(problem);
                }
            }
        }
    }
}
