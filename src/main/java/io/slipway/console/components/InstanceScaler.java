package io.slipway.console.components;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.jspecify.annotations.Nullable;

/** Fewer and more instances, applied at once; going to none asks first. */
class InstanceScaler extends Div {

    private final AppVerbs verbs;
    private final Button fewer = new Button(Icon.of("minus"), event -> change(-1));
    private final Span count = new Span();
    private final Button more = new Button(Icon.of("plus"), event -> change(1));
    private @Nullable AppContext shown;

    InstanceScaler(AppVerbs verbs) {
        this.verbs = verbs;
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
        var free = AppVerbs.mayOperate(context.app());
        fewer.setEnabled(free && wanted > 0);
        more.setEnabled(free && wanted < AppVerbs.MOST_INSTANCES);
    }

    private void change(int step) {
        var context = shown;
        if (context != null) {
            verbs.scale(this, context.app(), context.app().wantedInstances() + step, context.reload());
        }
    }
}
