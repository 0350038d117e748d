package io.slipway.console.components;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.slipway.apps.ProcessView;
import io.slipway.autoscale.Bounds;
import io.slipway.kernel.ProcessType;
import org.jspecify.annotations.Nullable;

/**
 * Fewer and more instances, applied at once; going to none asks first. Beside it stands what an autoscale policy keeps to, and no
 * step leads out of that but the one to none.
 */
public class InstanceScaler extends Div {

    private final AppVerbs verbs;
    private final String type;
    private final Button fewer = new Button(Icon.of("minus"), event -> change(-1));
    private final Span count = new Span();
    private final Button more = new Button(Icon.of("plus"), event -> change(1));
    private final Anchor auto = new Anchor();
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
        fewer.setTestId("scale-down" + suffix);
        more.setTestId("scale-up" + suffix);
        count.setTestId("scale-count" + suffix);
        auto.setTestId("scale-auto" + suffix);
        count.addClassName("num");
        fewer.addThemeVariants(ButtonVariant.TERTIARY);
        more.addThemeVariants(ButtonVariant.TERTIARY);
        auto.addClassNames("scaler-auto", "link");
        add(fewer, count, more, auto);
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
        var bounds = context.autoscaled().get(type);
        fewer.setEnabled(free && wanted > 0 && isAllowed(wanted - 1, bounds));
        more.setEnabled(free && wanted < most(context) && isAllowed(oneMore(context), bounds));
        showAuto(context, bounds);
    }

    private void showAuto(AppContext context, @Nullable Bounds bounds) {
        auto.setVisible(bounds != null);
        fewer.setTooltipText(tooltip("One instance fewer", wanted(context) - 1, bounds));
        more.setTooltipText(tooltip("One instance more", oneMore(context), bounds));
        if (most(context) == 1) {
            more.setTooltipText("It runs once at most, as its settings say");
        }
        if (bounds != null) {
            auto.setText("auto " + bounds.words());
            auto.setHref(AppNavigation.autoscale(context.app().path(), type));
            auto.setTitle("The autoscaler keeps it at " + bounds.words()
                    + ". What you scale by hand stays until its cool-down is over; with no instance it rests.");
        }
    }

    private int most(AppContext context) {
        return context.app().settingsOf(type).placement().atMostOne() ? 1 : AppVerbs.MOST_INSTANCES;
    }

    private static String tooltip(String verb, int target, @Nullable Bounds bounds) {
        if (bounds == null) {
            return verb;
        }
        return isAllowed(target, bounds)
                ? verb + ", until the autoscaler's cool-down is over"
                : "The autoscaler keeps it at " + bounds.words() + "; change that under Autoscale";
    }

    private static boolean isAllowed(int target, @Nullable Bounds bounds) {
        return bounds == null || target == 0 || bounds.holds(target);
    }

    private int wanted(AppContext context) {
        return context.app().process(type).map(ProcessView::instances).orElse(0);
    }

    /** From none an autoscaled process comes back with its minimum. */
    private int oneMore(AppContext context) {
        var bounds = context.autoscaled().get(type);
        int wanted = wanted(context);
        return wanted == 0 && bounds != null ? bounds.minimum() : wanted + 1;
    }

    private void change(int step) {
        var context = shown;
        if (context != null) {
            int target = step > 0 ? oneMore(context) : wanted(context) - 1;
            verbs.scale(this, context.app(), type, target, context.reload());
        }
    }
}
