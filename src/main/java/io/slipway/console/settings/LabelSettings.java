package io.slipway.console.settings;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.apps.AppService;
import io.slipway.console.components.AppContext;
import io.slipway.console.components.ErrorText;
import io.slipway.console.components.Problems;
import io.slipway.console.components.Section;
import io.slipway.iam.Permission;
import io.slipway.kernel.Labels;
import io.slipway.kernel.PlatformException;
import org.jspecify.annotations.Nullable;

/** What is said of an app in keys and values, by which lists of apps are filtered; changes count at once, without a release. */
class LabelSettings extends Composite<Section> {

    private final AppService apps;
    private final TextField labels = new TextField("Labels");
    private final Button save = new Button("Save labels", event -> save());
    private final ErrorText error = new ErrorText();
    private @Nullable AppContext context;
    private @Nullable Labels filled;

    LabelSettings(AppService apps) {
        this.apps = apps;
        labels.setHelperText(
                "Keys and values, for example: team=shop, tier=front. Find them in the list of apps by label:team=shop.");
        labels.setWidthFull();
        labels.setTestId("settings-labels");
        save.setTestId("settings-labels-save");
        save.addClickShortcut(Key.ENTER).listenOn(labels);
    }

    @Override
    protected Section initContent() {
        var actions = new Div(save);
        actions.addClassName("form-actions");
        return new Section("Labels", labels, error, actions).withHint("Changes apply at once.");
    }

    /** Shows labels; what is being typed stays until others are saved. */
    void show(AppContext shown) {
        context = shown;
        var may = shown.may(Permission.SPACE_DEVELOP) && !shown.app().deleting();
        save.setEnabled(may);
        save.setTooltipText(may ? "" : "This needs the role Space developer.");
        labels.setReadOnly(!may);
        var saved = shown.app().labels();
        if (!saved.equals(filled)) {
            filled = saved;
            labels.setValue(saved.toString());
        }
    }

    private void save() {
        var shown = context;
        if (shown == null) {
            return;
        }
        error.clear();
        labels.setInvalid(false);
        try {
            apps.label(shown.app().id(), Labels.parse(labels.getValue(), "labels"));
            shown.reload().run();
        } catch (PlatformException problem) {
            if (problem.field().isPresent()) {
                Problems.showAndFocus(labels, problem);
            } else {
                error.show(problem);
            }
        }
    }
}
