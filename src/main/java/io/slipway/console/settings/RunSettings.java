package io.slipway.console.settings;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.apps.AppService;
import io.slipway.apps.ProcessSettings;
import io.slipway.apps.ProcessView;
import io.slipway.apps.ReleaseSettings;
import io.slipway.apps.ReleaseView;
import io.slipway.console.components.AppContext;
import io.slipway.console.components.Confirm;
import io.slipway.console.components.ErrorText;
import io.slipway.console.components.Figures;
import io.slipway.console.components.Problems;
import io.slipway.console.components.Section;
import io.slipway.console.components.StrategyField;
import io.slipway.iam.Permission;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.ProcessType;
import io.slipway.placement.PlacementService;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How the processes of an app run. Saving makes one release of all of them. */
class RunSettings extends Composite<Section> {

    private final AppService apps;
    private final PlacementService placements;
    private final Map<String, ProcessForm> forms = new TreeMap<>(ProcessType.WEB_FIRST);
    private final Div processes = new Div();
    private final TextField name = new TextField("Another process");
    private final Button add = new Button("Add process", event -> add());
    private final StrategyField strategy = new StrategyField();
    private final ErrorText error = new ErrorText();
    private final Button save = new Button("Save and deploy", event -> save());
    private @Nullable AppContext context;
    private @Nullable ReleaseView filled;

    RunSettings(AppService apps, PlacementService placements) {
        this.apps = apps;
        this.placements = placements;
        processes.addClassName("stack-l");
        name.setPlaceholder("worker");
        name.setHelperText("It runs the same image with another command, beside web.");
        name.setTestId("process-name");
        add.setTestId("process-add");
        add.addClickShortcut(Key.ENTER).listenOn(name);
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
        var more = new Div(name, add);
        more.addClassName("field-row");
        return new Section("How it runs", processes, more, strategy, error, actions);
    }

    /** Shows a release once; what is being typed stays until another release becomes the present one. */
    void show(AppContext shown) {
        context = shown;
        var release = shown.app().release();
        if (filled == null || !filled.id().equals(release.id())) {
            filled = release;
            fill(release.settings());
        }
        var may = shown.may(Permission.SPACE_DEVELOP) && !shown.app().deleting();
        save.setEnabled(may);
        save.setTooltipText(may ? "" : "This needs the role Space developer.");
        name.setReadOnly(!may);
        add.setEnabled(may);
        forms.values().forEach(form -> form.setReadOnly(!may));
        strategy.setBusy(!may);
    }

    private void fill(ReleaseSettings settings) {
        forms.keySet().retainAll(settings.processes().keySet());
        settings.processes().forEach((type, process) -> {
            var form = forms.computeIfAbsent(type, this::form);
            form.fields().show(process);
            form.setUnsaved(false);
        });
        arrange();
    }

    private ProcessForm form(String type) {
        var fields = new ProcessFields(
                type,
                rules -> placements.fit(Objects.requireNonNull(context).app().path(), type, rules));
        return new ProcessForm(type, fields, this::remove);
    }

    private void arrange() {
        processes.removeAll();
        forms.values().forEach(form -> {
            form.setNamed(forms.size() > 1);
            processes.add(form);
        });
    }

    private void add() {
        name.setInvalid(false);
        var type = name.getValue().strip();
        try {
            if (forms.containsKey(ProcessType.require(type, "process"))) {
                throw new PlatformException.Invalid(
                        "invalid-process", "process", "There is a process " + type + " already.");
            }
        } catch (PlatformException problem) {
            Problems.showAndFocus(name, problem);
            return;
        }
        var form = form(type);
        form.fields().show(ProcessSettings.DEFAULT);
        form.setUnsaved(true);
        forms.put(type, form);
        name.clear();
        arrange();
    }

    private void remove(String type) {
        var form = forms.get(type);
        var shown = context;
        if (form == null || shown == null) {
            return;
        }
        if (form.isUnsaved()) {
            forms.remove(type);
            arrange();
            return;
        }
        int instances = shown.app().process(type).map(ProcessView::instances).orElse(0);
        Confirm.explain(
                "Remove the process " + type + "?",
                "This makes a release without it. " + Figures.count(instances, "instance")
                        + " of it will end once that release runs. A return to a release that has it brings it back.",
                "Remove " + type,
                () -> {
                    apps.configure(
                            shown.app().id(), shown.app().release().settings().without(type));
                    shown.reload().run();
                });
    }

    private void save() {
        var shown = context;
        if (shown == null) {
            return;
        }
        error.clear();
        forms.values().forEach(form -> form.fields().clear());
        try {
            apps.configure(shown.app().id(), settings(), strategy.strategy());
            shown.reload().run();
        } catch (PlatformException problem) {
            show(problem);
        }
    }

    /** Of a form that refuses its own fields the problem is shown there. */
    private ReleaseSettings settings() {
        var settings = new TreeMap<String, ProcessSettings>();
        for (var form : forms.values()) {
            settings.put(form.type(), named(form));
        }
        return new ReleaseSettings(settings);
    }

    private static ProcessSettings named(ProcessForm form) {
        try {
            return form.fields().settings();
        } catch (PlatformException.Invalid problem) {
            UnaryOperator<String> place = form.type().equals(ProcessType.WEB)
                    ? field -> field
                    : field -> "processes." + form.type() + "." + field;
            throw new PlatformException.Invalid(
                    problem.code(), place.apply(problem.field().orElse("")), problem.sentence());
        }
    }

    private void show(PlatformException problem) {
        var field = problem.field().orElse("");
        boolean told = forms.values().stream().anyMatch(form -> {
            var place = form.type().equals(ProcessType.WEB) ? "" : "processes." + form.type() + ".";
            return field.startsWith(place) && form.fields().show(field.substring(place.length()), problem);
        });
        if (!told && !strategy.show(problem)) {
            error.show(problem);
        }
    }
}
