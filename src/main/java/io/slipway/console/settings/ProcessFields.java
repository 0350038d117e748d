package io.slipway.console.settings;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.apps.ProcessSettings;
import io.slipway.console.apps.CommandLine;
import io.slipway.console.apps.HealthField;
import io.slipway.console.apps.SizeField;
import io.slipway.console.components.Problems;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.Ports;
import io.slipway.kernel.ProcessType;
import io.slipway.placement.HostFit;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;

/** How one process runs: size, ports, health check, command, and on which hosts. */
class ProcessFields extends Composite<Div> {

    private final SizeField size = new SizeField();
    private final IntegerField port = new IntegerField("Port");
    private final TextField morePorts = new TextField("More ports");
    private final HealthField health = new HealthField();
    private final TextField command = new TextField("Command");
    private final PlacementFields placement;
    private ProcessSettings filled = ProcessSettings.DEFAULT;

    /** @param tryOut tells how many hosts fit under rules that are not saved yet */
    ProcessFields(String type, Function<PlacementRules, HostFit> tryOut) {
        var suffix = type.equals(ProcessType.WEB) ? "" : "-" + type;
        placement = new PlacementFields(suffix, tryOut);
        size.setTestId("settings-size" + suffix);
        port.setMin(0);
        port.setMax(65_535);
        port.setHelperText("The app gets it as PORT. 0 means no port.");
        port.setTestId("settings-port" + suffix);
        morePorts.setHelperText("Each with a name, for example: admin=9090. The app gets it as PORT_ADMIN.");
        morePorts.setPlaceholder("none");
        morePorts.setWidth("22rem");
        morePorts.setTestId("settings-more-ports" + suffix);
        command.setWidthFull();
        command.setPlaceholder("the image's own");
        command.setTestId("settings-command" + suffix);
    }

    @Override
    protected Div initContent() {
        var ports = new Div(port, morePorts);
        ports.addClassName("field-row");
        var fields = new Div(size, ports, health, command, placement);
        fields.addClassName("section-body");
        return fields;
    }

    void show(ProcessSettings settings) {
        filled = settings;
        size.select(settings.size());
        port.setValue(settings.port());
        morePorts.setValue(new Ports(settings.ports().others()).toString());
        health.setCheck(settings.healthCheck());
        command.setValue(CommandLine.join(settings.command()));
        placement.show(settings.placement());
        clear();
    }

    /**
     * The settings as they stand in the fields; what has no field stays as it was.
     *
     * @throws PlatformException.Invalid naming the field
     */
    ProcessSettings settings() {
        return filled.withCommand(CommandLine.parse(command.getValue()))
                .withPorts(ports())
                .withSize(Optional.ofNullable(size.getValue()).orElse(filled.size()))
                .withHealthCheck(health.check())
                .withPlacement(placement.rules());
    }

    void setReadOnly(boolean readOnly) {
        size.setReadOnly(readOnly);
        port.setReadOnly(readOnly);
        morePorts.setReadOnly(readOnly);
        health.setReadOnly(readOnly);
        command.setReadOnly(readOnly);
        placement.setReadOnly(readOnly);
    }

    void clear() {
        port.setInvalid(false);
        morePorts.setInvalid(false);
        command.setInvalid(false);
        placement.clear();
    }

    /**
     * Shows a problem at the field that it is about; answers whether it is about one of these.
     *
     * @param field without the name of the process
     */
    boolean show(String field, PlatformException problem) {
        switch (field) {
            case "port" -> Problems.show(port, problem);
            case "ports" -> Problems.show(morePorts, problem);
            case "command" -> Problems.show(command, problem);
            case "healthCheck", "healthCheck.path", "healthCheck.startTimeoutSeconds" -> health.show(problem);
            default -> {
                return placement.show(field, problem);
            }
        }
        return true;
    }

    /** The primary port keeps its name, and without it there are no others. */
    private Ports ports() {
        int number = Optional.ofNullable(port.getValue()).orElse(filled.port());
        var others = Ports.parse(morePorts.getValue(), "ports");
        if (number == 0 && !others.all().isEmpty()) {
            throw new PlatformException.Invalid(
                    "invalid-port", "port", "Give the first port here: health checks ask it, and routes lead to it.");
        }
        var all = new ArrayList<>(
                filled.ports().withPrimary(number).all().stream().limit(1).toList());
        all.addAll(others.all());
        return Ports.require(all, others.all().isEmpty() ? "port" : "ports");
    }
}
