package io.slipway.console.autoscale;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.select.Select;
import io.slipway.apps.AppView;
import io.slipway.apps.ProcessView;
import io.slipway.kernel.ProcessType;
import java.util.List;
import java.util.function.Consumer;

/** Which process of an app is meant; out of sight where there is only one. */
class ProcessChoice extends Composite<Select<String>> {

    private String type = ProcessType.WEB;
    private List<String> types = List.of();

    /** @param chosen hears of another choice of the user */
    ProcessChoice(Consumer<String> chosen) {
        getContent().setLabel("Process");
        getContent().setTestId("autoscale-process");
        getContent().addValueChangeListener(event -> {
            if (event.getValue() != null && !event.getValue().equals(type)) {
                type = event.getValue();
                chosen.accept(type);
            }
        });
    }

    /** The name of the one that is meant. */
    String type() {
        return type;
    }

    /** Means this one from now on. */
    void choose(String other) {
        type = other;
        types = List.of();
    }

    /** Offers the processes of an app; one that its release does not have any more gives way to web. */
    void show(AppView app) {
        type = app.process(type).map(ProcessView::type).orElse(ProcessType.WEB);
        var present = app.processes().stream().map(ProcessView::type).toList();
        if (!present.equals(types)) {
            types = present;
            getContent().setItems(present);
            getContent().setValue(type);
        }
        setVisible(app.hasSeveralProcesses());
    }
}
