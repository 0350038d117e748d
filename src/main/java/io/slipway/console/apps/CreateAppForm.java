package io.slipway.console.apps;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldBase;
import com.vaadin.flow.data.value.HasValueChangeMode;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.slipway.apps.CreateAppRequest;
import io.slipway.apps.InstanceSize;
import io.slipway.console.components.ErrorText;
import io.slipway.console.components.Problems;
import io.slipway.console.components.Section;
import io.slipway.kernel.PlatformException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The fields of the create page. Knows how to fill itself, what stands in it, and where a problem belongs; asks nobody. */
class CreateAppForm extends Div {

    /** How long typing must rest before the image is looked at. */
    private static final int REST_MILLIS = 400;

    private static final String IMAGE = "Image";
    private static final String SAMPLE = "Sample";

    private final RadioButtonGroup<String> source = new RadioButtonGroup<>();
    private final TextField image = new TextField("Image");
    private final ImageStatus status = new ImageStatus();
    private final TextField name = new TextField("Name");
    private final SizeField size = new SizeField();
    private final IntegerField instances = new IntegerField("Instances");
    private final IntegerField port = new IntegerField("Port");
    private final HealthField health = new HealthField();
    private final Checkbox routed = new Checkbox("Reachable from outside", true);
    private final TextField routeHost = new TextField("Host name");
    private final EnvironmentField environment = new EnvironmentField();
    private final TextField command = new TextField("Command");
    private final Details advanced = new Details("Advanced", command);
    private final ErrorText error = new ErrorText();
    private final Runnable changed;
    private final UnaryOperator<String> freeName;
    private Consumer<String> imageTyped = text -> {};
    private boolean nameIsOwn;

    /** Makes one; {@code freeName} turns a suggested name into one that is not taken. */
    CreateAppForm(Runnable changed, UnaryOperator<String> freeName) {
        this.changed = changed;
        this.freeName = freeName;
        addClassName("create-form");
        buildSource();
        buildRun();
        buildRoute();
        command.setHelperText("Replaces the image's own command. Leave it empty to keep that.");
        command.setWidthFull();
        command.setTestId("app-command");
        add(
                new Section("Source", source, image, status, name),
                new Section("Size", size, instances),
                new Section("Port and health", port, health),
                new Section("Route", routed, routeHost),
                new Section("Environment", environment),
                advanced,
                error);
        listen(size, routed);
        environment.onChange(changed);
        listenLazily(name, instances, port, routeHost, command);
    }

    private void buildSource() {
        source.setItems(IMAGE, SAMPLE);
        source.setValue(IMAGE);
        source.setAriaLabel("Source");
        source.addClassName("choice-line");
        source.setTestId("source");
        source.addValueChangeListener(event -> sourceChosen());
        image.setPlaceholder("ghcr.io/acme/shop:1.0");
        image.setRequired(true);
        image.setWidthFull();
        image.setAutofocus(true);
        image.setTestId("app-image");
        image.setValueChangeMode(ValueChangeMode.LAZY);
        image.setValueChangeTimeout(REST_MILLIS);
        image.addValueChangeListener(event -> imageTyped(event.getValue()));
        name.setTestId("app-name");
        name.setWidthFull();
        name.addValueChangeListener(event -> nameIsOwn |= event.isFromClient());
    }

    private void buildRun() {
        size.setTestId("app-size");
        instances.setValue(1);
        instances.setMin(0);
        instances.setMax(100);
        instances.setStepButtonsVisible(true);
        instances.addClassName("short-field");
        instances.setTestId("app-instances");
        port.setMin(0);
        port.setMax(65_535);
        port.setClearButtonVisible(true);
        port.setWidth("22rem");
        port.setMaxWidth("100%");
        port.setTestId("app-port");
    }

    private void buildRoute() {
        routed.setTestId("app-routed");
        routed.addValueChangeListener(event -> routeHost.setVisible(event.getValue()));
        routeHost.setWidthFull();
        routeHost.setTestId("app-route-host");
        routeHost.setHelperText("Leave it empty for the address above.");
    }

    /** Hears of an image once typing rested; empty when the sample was chosen. */
    void onImage(Consumer<String> listener) {
        imageTyped = listener;
    }

    /** Fills the form from the address. */
    void fill(String newImage, boolean sample) {
        source.setValue(sample ? SAMPLE : IMAGE);
        image.setValue(newImage);
        sourceChosen();
    }

    /** Shows what is known of the image, and the port that follows from it. */
    void show(ImageCheck check) {
        status.show(check);
        port.setPlaceholder(String.valueOf(PortHint.port(check)));
        port.setHelperText(isSample() ? "The sample app listens on PORT." : PortHint.origin(check));
        image.setInvalid(check instanceof ImageCheck.Refused refused && refused.blocking());
    }

    /** Shows the address that the app would get and whether its name is free. */
    void showRoute(String url, Optional<String> nameProblem) {
        routed.setHelperText(url);
        name.setInvalid(nameProblem.isPresent());
        name.setErrorMessage(nameProblem.orElse(""));
    }

    CreateAppInput input() {
        return new CreateAppInput(
                isSample(),
                image.getValue(),
                name.getValue(),
                port.getValue(),
                Optional.ofNullable(size.getValue()).orElse(InstanceSize.SMALL),
                Optional.ofNullable(instances.getValue()).orElse(1),
                health.check(),
                routed.getValue(),
                routeHost.getValue(),
                command.getValue(),
                environment.variables());
    }

    /** Refuses to leave out pasted lines that could not be read. */
    void requireComplete() {
        environment.requireReadable();
    }

    /** Shows a problem at its field and puts the focus there. */
    void show(PlatformException problem) {
        String field = problem.field().orElse("");
        var target = field(field);
        if (target != null) {
            advanced.setOpened(advanced.isOpened() || target == command);
            Problems.showAndFocus(target, problem);
        } else if (field.startsWith("environment")) {
            environment.show(problem);
        } else if (field.startsWith("healthCheck")) {
            health.show(problem);
        } else {
            error.show(problem);
        }
    }

    void clearProblems() {
        error.clear();
        image.setInvalid(false);
        name.setInvalid(false);
        port.setInvalid(false);
        routeHost.setInvalid(false);
        command.setInvalid(false);
    }

    private @Nullable TextFieldBase<?, ?> field(String problemField) {
        return switch (problemField) {
            case "image" -> image;
            case "name" -> name;
            case "command" -> command;
            case "port" -> port;
            case "route", "routeHost", "host" -> routeHost;
            default -> null;
        };
    }

    private boolean isSample() {
        return SAMPLE.equals(source.getValue());
    }

    private void sourceChosen() {
        image.setVisible(!isSample());
        imageTyped(isSample() ? CreateAppRequest.SAMPLE : image.getValue());
    }

    private void imageTyped(String text) {
        if (!nameIsOwn) {
            name.setValue(freeName.apply(SuggestedName.of(text)));
        }
        imageTyped.accept(isSample() ? "" : text);
        changed.run();
    }

    private void listen(HasValue<?, ?>... fields) {
        for (var field : fields) {
            field.addValueChangeListener(event -> changed.run());
        }
    }

    @SafeVarargs
    private <F extends Component & HasValueChangeMode & HasValue<?, ?>> void listenLazily(F... fields) {
        for (var field : fields) {
            field.setValueChangeMode(ValueChangeMode.LAZY);
            field.setValueChangeTimeout(REST_MILLIS);
            field.addValueChangeListener(event -> changed.run());
        }
    }
}
