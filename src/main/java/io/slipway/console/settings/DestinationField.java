package io.slipway.console.settings;

import com.vaadin.flow.component.select.Select;
import io.slipway.apps.Destination;
import java.util.List;

/** What a new route leads to; shown where there is a choice. */
class DestinationField extends Select<Destination> {

    private List<Destination> offered = List.of();

    DestinationField(String testId) {
        setLabel("Leads to");
        setItemLabelGenerator(DestinationField::label);
        setTestId(testId);
        setVisible(false);
    }

    /** Offers these; what was chosen stays if it is still among them. */
    void offer(List<Destination> destinations) {
        if (destinations.equals(offered)) {
            return;
        }
        var before = chosen();
        offered = List.copyOf(destinations);
        setItems(offered);
        setValue(offered.contains(before) ? before : Destination.WEB);
        setVisible(offered.size() > 1);
    }

    Destination chosen() {
        var value = getValue();
        return value == null ? Destination.WEB : value;
    }

    /** What a route leads to, where that is not the usual; empty otherwise. */
    static String words(Destination destination) {
        return destination.equals(Destination.WEB) ? "" : "to " + label(destination);
    }

    private static String label(Destination destination) {
        return destination.port() == 0 ? destination.process() : destination.process() + " port " + destination.port();
    }
}
