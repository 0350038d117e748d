package io.slipway.console.apps;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.apps.HealthCheck;
import io.slipway.apps.HealthCheck.Type;
import io.slipway.console.components.Problems;
import io.slipway.kernel.PlatformException;
import java.time.Duration;
import java.util.Optional;

/** How Slipway learns that an instance works: kind, path and patience. */
public class HealthField extends Composite<Div> {

    private static final int LONGEST_SECONDS = 180;

    private final Select<Type> type = new Select<>();
    private final TextField path = new TextField("Path");
    private final IntegerField timeout = new IntegerField("Start within");

    public HealthField() {
        type.setLabel("Health check");
        type.setItems(Type.values());
        type.setItemLabelGenerator(HealthField::label);
        type.setWidth("15rem");
        type.setTestId("health-type");
        type.addValueChangeListener(event -> path.setVisible(event.getValue() == Type.HTTP));
        path.setTestId("health-path");
        timeout.setSuffixComponent(new Span("s"));
        timeout.setWidth("9rem");
        timeout.setMin(1);
        timeout.setMax(LONGEST_SECONDS);
        timeout.setStepButtonsVisible(true);
        timeout.setTestId("health-timeout");
        getContent().addClassNames("field-row");
        getContent().add(type, path, timeout);
        setCheck(HealthCheck.DEFAULT);
    }

    /** Shows a check. */
    public final void setCheck(HealthCheck check) {
        type.setValue(check.type());
        path.setValue(check.path());
        path.setVisible(check.type() == Type.HTTP);
        timeout.setValue((int) check.startTimeout().toSeconds());
    }

    /** The check as it stands in the fields; what is left empty falls back to the default. */
    public HealthCheck check() {
        Type kind = Optional.ofNullable(type.getValue()).orElse(HealthCheck.DEFAULT.type());
        int seconds = Optional.ofNullable(timeout.getValue())
                .orElse((int) HealthCheck.DEFAULT.startTimeout().toSeconds());
        return new HealthCheck(kind, path.isEmpty() ? "/" : path.getValue().strip(), Duration.ofSeconds(seconds));
    }

    /** Lets nobody change it. */
    public void setReadOnly(boolean readOnly) {
        type.setReadOnly(readOnly);
        path.setReadOnly(readOnly);
        timeout.setReadOnly(readOnly);
    }

    /** Shows a problem at the field it belongs to. */
    public void show(PlatformException problem) {
        if (problem.field().orElse("").contains("imeout")) {
            Problems.show(timeout, problem);
        } else {
            path.setVisible(true);
            Problems.show(path, problem);
        }
    }

    private static String label(Type type) {
        return switch (type) {
            case PROCESS -> "Process runs";
            case PORT -> "Port accepts a connection";
            case HTTP -> "GET answers 200";
        };
    }
}
