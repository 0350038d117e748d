package io.slipway.console.components;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.slipway.apps.ProcessView;
import io.slipway.kernel.ProcessType;
import org.jspecify.annotations.Nullable;

/** Fewer and more instances, applied at once; going to none asks first. */
public class InstanceScaler extends Div {

    private final AppVerbs verbs;
    private final String type;
    private final Button fewer = new Button(Icon.of("minus"), event -> change(-1));
    private final Span count = new Span();
    private final Button more = new Button(Icon.of("plus"), event -> change(1));
    private @Nullable AppContext shown;

    /** @param type of which process */
    public InstanceScaler(AppVerbs verbs, String type) {
        this.verbs = verbs;
        this.type = type;
        var suffix = type.equals(ProcessType.WEB) ? "" : "-" + type;
        addClassName("scaler");
        getElement().setAttribute("role", "group");
        fewer.setAriaLabel("One instance fewer");
        more.setAriaLabel("One instance more");
        fewer.setTooltipText("One instance fewer");
        more.setTooltipText("One instance more");
        fewer.setTestId("scale-down" + suffix);
        more.setTestId("scale-up" + suffix);
        count.setTestId("scale-count" + suffix);
        count.addClassName("num");
        fewer.addThemeVariants(ButtonVariant.TERTIARY);
        more.addThemeVariants(ButtonVariant.TERTIARY);
        add(fewer, count, more);
    }

    /** Shows how many are wanted, and who may change it. */
    public void show(AppContext context) {
        shown = context;
        var wanted = wanted(context);
        var of = context.app().hasSeveralProcesses() ? " of " + type : "";
        getElement().setAttribute("aria-label", "Instances" + of);
        count.setText(Integer.toString(wanted));
        count.setTitle(Figures.count(wanted, "instance") + of + " wanted");
        var free = AppVerbs.mayOperate(context.app());
        fewer.setEnabled(free && wanted > 0);
        more.setEnabled(free && wanted < AppVerbs.MOST_INSTANCES);
    }

    private int wanted(AppContext context) {
        return context.app().process(type).map(ProcessView::instances).orElse(0);
    }

    private void change(int step) {
        var context = shown;
        if (context != null) {
            verbs.scale(this, context.app(), type, wanted(context) + step, context.reload());
        }
    }
}
