package io.slipway.console.components;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.slipway.apps.AppService;
import io.slipway.iam.Permission;
import org.jspecify.annotations.Nullable;

/** Fewer and more instances, applied at once; going to none asks first. */
class InstanceScaler extends Div {

    private static final int MOST = 100;

    private final AppService apps;
    private final Button fewer = new Button(Icon.of("minus"), event -> change(-1));
    private final Span count = new Span();
    private final Button more = new Button(Icon.of("plus"), event -> change(1));
    private @Nullable AppContext shown;

    InstanceScaler(AppService apps) {
        this.apps = apps;
        addClassName("scaler");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", "Instances");
        fewer.setAriaLabel("One instance fewer");
        more.setAriaLabel("One instance more");
        fewer.setTooltipText("One instance fewer");
        more.setTooltipText("One instance more");
        fewer.setTestId("scale-down");
        more.setTestId("scale-up");
        count.setTestId("scale-count");
        count.addClassName("num");
        fewer.addThemeVariants(ButtonVariant.TERTIARY);
        more.addThemeVariants(ButtonVariant.TERTIARY);
        add(fewer, count, more);
    }

    void show(AppContext context) {
        shown = context;
        var wanted = context.app().wantedInstances();
        count.setText(Integer.toString(wanted));
        count.setTitle(Figures.count(wanted, "instance") + " wanted");
        var free = context.may(Permission.SPACE_OPERATE) && !context.app().deleting();
        fewer.setEnabled(free && wanted > 0);
        more.setEnabled(free && wanted < MOST);
    }

    private void change(int step) {
        var context = shown;
        if (context == null) {
            return;
        }
        var target = context.app().wantedInstances() + step;
        if (target > 0) {
            scale(context, target);
            return;
        }
        var name = context.app().path().app();
        Confirm.explain(
                "Scale " + name + " to 0?",
                "Its last instance ends and its routes stop answering until it is scaled up again.",
                "Scale to 0",
                () -> scale(context, 0));
    }

    private void scale(AppContext context, int target) {
        Problems.attempt(this, () -> apps.scale(context.app().id(), target));
        context.reload().run();
    }
}
