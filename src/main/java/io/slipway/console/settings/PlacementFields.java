package io.slipway.console.settings;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.slipway.console.components.Problems;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.PlatformException;
import io.slipway.placement.HostFit;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which hosts may run an app: what their labels have to be, how many instances one may have, and whether there is one at most. Tells
 * while typing how many fit.
 */
class PlacementFields extends Composite<Div> {

    private final Function<PlacementRules, HostFit> tryOut;
    private final TextField constraints = new TextField("Constraints");
    private final IntegerField atMost = new IntegerField("At most per host");
    private final Checkbox atMostOne = new Checkbox("At most one: never run twice at once");
    private final Span fit = new Span();

    /**
     * Makes them.
     *
     * @param suffix of the test ids
     * @param tryOut tells how many hosts fit under rules that are not saved yet
     */
    PlacementFields(String suffix, Function<PlacementRules, HostFit> tryOut) {
        this.tryOut = tryOut;
        constraints.setHelperText(
                "What the labels of a host have to be: disk=ssd, zone in (a, b), gpu, disk!=hdd, !spot");
        constraints.setPlaceholder("any host");
        constraints.setClearButtonVisible(true);
        constraints.setWidthFull();
        constraints.setValueChangeMode(ValueChangeMode.LAZY);
        constraints.setTestId("settings-constraints" + suffix);
        constraints.addValueChangeListener(event -> changed(event.isFromClient()));
        atMost.setHelperText("Empty means no limit.");
        atMost.setMin(1);
        atMost.setClearButtonVisible(true);
        atMost.setValueChangeMode(ValueChangeMode.LAZY);
        atMost.setTestId("settings-at-most-per-host" + suffix);
        atMost.addValueChangeListener(event -> changed(event.isFromClient()));
        atMostOne.setHelperText(
                "For what must not meet itself. It costs a short interruption at every deployment and drain; when its host"
                        + " or the server is out of reach for the lease, it is ended, and started elsewhere 2 s later.");
        atMostOne.setTestId("settings-at-most-one" + suffix);
        atMostOne.addValueChangeListener(event -> changed(event.isFromClient()));
        fit.addClassNames("muted", "num");
        fit.getElement().setAttribute("role", "status");
        fit.setTestId("settings-fit" + suffix);
        getContent().addClassName("stack-s");
        getContent().add(new H3("Placement"), constraints, atMost, atMostOne, fit);
    }

    void show(PlacementRules rules) {
        constraints.setValue(rules.constraints().toString());
        atMost.setValue(rules.isLimited() ? rules.atMostPerHost() : null);
        atMostOne.setValue(rules.atMostOne());
        clear();
        fit.setText("");
        if (!rules.isNone()) {
            tell(rules);
        }
    }

    /**
     * The rules as they stand in the fields.
     *
     * @throws PlatformException.Invalid with the field {@code constraints}, {@code atMostPerHost} or {@code atMostOne}
     */
    PlacementRules rules() {
        return PlacementRules.parse(
                constraints.getValue(), Optional.ofNullable(atMost.getValue()).orElse(0), atMostOne.getValue());
    }

    /** Shows a problem at the field that it is about; answers whether it is about one of these. */
    boolean show(String field, PlatformException problem) {
        switch (field) {
            case "constraints" -> Problems.show(constraints, problem);
            case "atMostPerHost" -> Problems.show(atMost, problem);
            case "atMostOne" -> Problems.show(atMostOne, problem);
            default -> {
                return false;
            }
        }
        return true;
    }

    void clear() {
        constraints.setInvalid(false);
        atMost.setInvalid(false);
        atMostOne.setInvalid(false);
    }

    void setReadOnly(boolean readOnly) {
        constraints.setReadOnly(readOnly);
        atMost.setReadOnly(readOnly);
        atMostOne.setReadOnly(readOnly);
    }

    private void changed(boolean byUser) {
        if (!byUser) {
            return;
        }
        clear();
        try {
            tell(rules());
        } catch (PlatformException problem) {
            fit.setText("");
            show(problem.field().orElse(""), problem);
        }
    }

    private void tell(PlacementRules rules) {
        fit.setText(tryOut.apply(rules).sentence());
    }
}
