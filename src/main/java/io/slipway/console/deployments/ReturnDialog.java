package io.slipway.console.deployments;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import io.slipway.apps.AppService;
import io.slipway.apps.ReleaseService;
import io.slipway.apps.ReturnPreview;
import io.slipway.console.Background;
import io.slipway.console.components.AppContext;
import io.slipway.console.components.ErrorText;
import io.slipway.console.components.StrategyField;
import io.slipway.kernel.PlatformException;
import java.util.List;

/** Asks before a return to a release: what changes, what may keep it from working, what it does not bring back. Cancel has the focus. */
class ReturnDialog extends Dialog {

    private final AppService apps;
    private final AppContext context;
    private final int release;
    private final Div told = new Div(new Paragraph("Looking for the image of this release on a host…"));
    private final StrategyField strategy = new StrategyField();
    private final ErrorText error = new ErrorText();
    private final Button cancel = new Button("Cancel", event -> close());
    private final Button confirm;

    ReturnDialog(AppService apps, ReleaseService releases, AppContext context, int release) {
        super("Return to v" + release + "?");
        this.apps = apps;
        this.context = context;
        this.release = release;
        setWidth("36rem");
        addClassName("confirm");
        setRole("alertdialog");
        told.addClassName("stack");
        told.setTestId("return-preview");
        told.getElement().setAttribute("role", "status");
        confirm = new Button("Return to v" + release, event -> goBack());
        confirm.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        confirm.setTestId("confirm");
        confirm.setDisableOnClick(true);
        cancel.setTestId("confirm-cancel");
        add(told, strategy, error);
        getFooter().add(cancel, confirm);
        Background.run(() -> releases.previewReturn(context.app().id(), release), this::show, error::show);
    }

    /** Opens with the focus on the way out. */
    void ask() {
        open();
        cancel.focus();
    }

    private void show(ReturnPreview preview) {
        told.removeAll();
        told.add(new Paragraph(
                "Makes a new release equal to v" + release + "; what runs is replaced, new instances first."));
        if (!preview.doubts().isEmpty()) {
            told.add(new H3("What may go wrong"), list(preview.doubts()));
        }
        told.add(
                new H3("What changes from v" + preview.current() + " to v" + preview.target()),
                new DiffTable(preview.differences()),
                new H3("What it does not bring back"),
                list(preview.stays()));
    }

    private static UnorderedList list(List<String> sentences) {
        return new UnorderedList(sentences.stream().map(ListItem::new).toArray(ListItem[]::new));
    }

    private void goBack() {
        error.clear();
        try {
            apps.rollBack(context.app().id(), release, strategy.strategy());
            close();
            context.reload().run();
        } catch (PlatformException problem) {
            if (!strategy.show(problem)) {
                error.show(problem);
            }
            confirm.setEnabled(true);
        }
    }
}
