package io.slipway.console.components;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.apps.CanaryGuard;
import io.slipway.apps.CanaryStep;
import io.slipway.apps.DeploymentStrategy;
import io.slipway.apps.DeploymentStrategy.Canary;
import io.slipway.apps.DeploymentStrategy.Rolling;
import io.slipway.kernel.PlatformException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks how a deployment is to go on: one choice with sensible numbers, which can be changed under "Advanced". */
public class StrategyField extends Composite<Div> {

    /** What can be chosen. */
    public enum Choice {
        ROLLING("Rolling: a quarter of the instances at a time"),
        CANARY("Canary: 10 % → 50 % → 100 %, 2 min each, guard 5 % errors");

        private final String text;

        Choice(String text) {
            this.text = text;
        }
    }

    private static final Canary DEFAULT = DeploymentStrategy.DEFAULT_CANARY;

    private final RadioButtonGroup<Choice> choice = new RadioButtonGroup<>("How");
    private final IntegerField atOnce = new IntegerField("Instances at a time");
    private final TextField steps = new TextField("Shares of the requests, in percent");
    private final IntegerField hold = new IntegerField("Seconds for each step");
    private final IntegerField errors = new IntegerField("Errors that end it, in percent");
    private final IntegerField minRequests = new IntegerField("Requests before it is judged");
    private final IntegerField p95 = new IntegerField("p95 latency that ends it, in ms");
    private final Details advanced = new Details("Advanced");

    public StrategyField() {
        choice.setItems(Choice.values());
        choice.setItemLabelGenerator(item -> item.text);
        choice.setValue(Choice.ROLLING);
        choice.setTestId("strategy");
        choice.addValueChangeListener(event -> showFields());
        atOnce.setPlaceholder("a quarter");
        atOnce.setMin(1);
        steps.setValue(String.join(", ", shares()));
        steps.setHelperText("Rising, the last one is 100.");
        steps.setTestId("strategy-steps");
        hold.setValue(120);
        hold.setMin(0);
        hold.setHelperText("Empty: until somebody promotes it.");
        hold.setTestId("strategy-hold");
        errors.setValue(DEFAULT.guard().maxErrorPercent());
        errors.setTestId("strategy-errors");
        minRequests.setValue(DEFAULT.guard().minRequests());
        p95.setPlaceholder("any");
        var fields = new Div(atOnce, steps, hold, errors, minRequests, p95);
        fields.addClassName("strategy-fields");
        advanced.add(fields);
        advanced.setTestId("strategy-advanced");
        getContent().addClassNames("stack", "strategy");
        getContent().add(choice, advanced);
        showFields();
    }

    /** What was chosen; a number that cannot be understood is an {@link PlatformException.Invalid}. */
    public DeploymentStrategy strategy() {
        return switch (choice.getValue()) {
            case ROLLING -> new Rolling(Optional.ofNullable(atOnce.getValue()).orElse(Rolling.A_QUARTER));
            case CANARY -> new Canary(canarySteps(), guard());
        };
    }

    /** Shows a refusal at its field; false if it is about none of them. */
    public boolean show(PlatformException problem) {
        var field = switch (problem.field().orElse("")) {
            case "strategy.maxInFlight" -> atOnce;
            case "strategy.steps" -> steps;
            case "strategy.maxErrorPercent" -> errors;
            case "strategy.minRequests" -> minRequests;
            case "strategy.maxP95Millis" -> p95;
            default -> null;
        };
        if (field == null) {
            return false;
        }
        advanced.setOpened(true);
        Problems.showAndFocus(field, problem);
        return true;
    }

    /** Lets nothing be changed while work is under way; forgets what was wrong before. */
    public void setBusy(boolean busy) {
        choice.setReadOnly(busy);
        List.of(atOnce, hold, errors, minRequests, p95).forEach(field -> {
            field.setReadOnly(busy);
            field.setInvalid(false);
        });
        steps.setReadOnly(busy);
        steps.setInvalid(false);
    }

    private void showFields() {
        boolean canary = choice.getValue() == Choice.CANARY;
        atOnce.setVisible(!canary);
        List.of(hold, errors, minRequests, p95).forEach(field -> field.setVisible(canary));
        steps.setVisible(canary);
    }

    private List<CanaryStep> canarySteps() {
        try {
            var found = Arrays.stream(steps.getValue().split("[,;\\s%]+"))
                    .filter(part -> !part.isBlank())
                    .map(part -> new CanaryStep(Integer.parseInt(part), hold()))
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, like a field without any number.
            return refuseSteps();
        }
        return refuseSteps();
    }

    private static List<CanaryStep> refuseSteps() {
        throw new PlatformException.Invalid(
                "invalid-strategy", "strategy.steps", "Write the shares as numbers, like 10, 50, 100.");
    }

    private @Nullable Duration hold() {
        return hold.getValue() == null ? null : Duration.ofSeconds(hold.getValue());
    }

    private CanaryGuard guard() {
        return new CanaryGuard(
                Optional.ofNullable(errors.getValue()).orElse(DEFAULT.guard().maxErrorPercent()),
                Optional.ofNullable(minRequests.getValue())
                        .orElse(DEFAULT.guard().minRequests()),
                p95.getValue() == null ? null : Duration.ofMillis(p95.getValue()));
    }

    private static List<String> shares() {
        return DEFAULT.steps().stream()
                .map(step -> String.valueOf(step.percent()))
                .toList();
    }
}
