package io.slipway.console.autoscale;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextFieldBase;
import io.slipway.autoscale.AutoscaleLimits;
import io.slipway.autoscale.AutoscalePolicy;
import io.slipway.autoscale.AutoscaleRule;
import io.slipway.autoscale.Signal;
import io.slipway.console.components.Problems;
import io.slipway.kernel.PlatformException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of a policy: bounds and targets in sight, pauses and the largest step under "Advanced". An empty target is no rule. */
class PolicyForm extends Composite<Div> {

    private static final double USUAL_CPU = 60;
    private static final int PLACES = 3;

    private final Checkbox enabled = new Checkbox("Scale by itself");
    private final IntegerField minimum = number("Minimum", "autoscale-minimum");
    private final IntegerField maximum = number("Maximum", "autoscale-maximum");
    private final Map<Signal, NumberField> targets = new EnumMap<>(Signal.class);
    private final TextArea schedules = new TextArea("Schedules");
    private final IntegerField up = number("Seconds before more are added", "autoscale-up");
    private final IntegerField down = number("Seconds before some are taken away", "autoscale-down");
    private final IntegerField step = number("Instances at once, at most", "autoscale-step");
    private final Details advanced = new Details("Advanced");

    PolicyForm() {
        enabled.setTestId("autoscale-enabled");
        targets.put(Signal.CPU, target("CPU, % of its share", Signal.CPU));
        targets.put(Signal.MEMORY, target("Memory, % of its limit", Signal.MEMORY));
        targets.put(Signal.REQUESTS, target("Requests/s per instance", Signal.REQUESTS));
        targets.put(Signal.LATENCY, target("p95 latency, ms", Signal.LATENCY));
        field(Signal.LATENCY).setHelperText("More instances help only where they are what is slow.");
        schedules.setHelperText(
                "One a line: days, times, time zone and the bounds that hold then, like"
                        + " Mon-Fri 08:00-18:00 Europe/Berlin 4-10. Where several hold, the highest minimum and maximum count.");
        schedules.setWidthFull();
        schedules.setTestId("autoscale-schedules");
        advanced.add(fields(up, down, step));
        advanced.setTestId("autoscale-advanced");
        getContent().addClassName("stack");
        var rules = fields(targets.values().toArray(NumberField[]::new));
        getContent().add(enabled, fields(minimum, maximum), rules, schedules, advanced);
    }

    /** Shows a policy in place of whatever stands there. */
    void show(AutoscalePolicy policy) {
        clearErrors();
        enabled.setValue(policy.enabled());
        minimum.setValue(policy.minimum());
        maximum.setValue(policy.maximum());
        targets.values().forEach(NumberField::clear);
        policy.rules().forEach(rule -> field(rule.signal()).setValue(rule.target()));
        schedules.setValue(ScheduleLines.text(policy.schedules()));
        up.setValue((int) policy.coolDownUp().toSeconds());
        down.setValue((int) policy.coolDownDown().toSeconds());
        step.setValue(policy.largestStep());
    }

    /** What to begin with where there is no policy: around what runs now. */
    void suggest(int instances) {
        int least = Math.max(1, instances);
        int most = Math.min(AutoscaleLimits.MOST_INSTANCES, least * PLACES);
        show(AutoscalePolicy.between(least, most, new AutoscaleRule(Signal.CPU, USUAL_CPU)));
    }

    /** What stands there; what cannot be understood is a {@link PlatformException.Invalid}. */
    AutoscalePolicy policy() {
        clearErrors();
        return new AutoscalePolicy(
                enabled.getValue(),
                required(minimum, "minimum", "Give the fewest instances."),
                required(maximum, "maximum", "Give the most instances."),
                rules(),
                ScheduleLines.parse(schedules.getValue()),
                seconds(up, AutoscalePolicy.DEFAULT_COOL_DOWN_UP),
                seconds(down, AutoscalePolicy.DEFAULT_COOL_DOWN_DOWN),
                Optional.ofNullable(step.getValue()).orElse(AutoscalePolicy.DEFAULT_LARGEST_STEP));
    }

    /** Shows a refusal at its field; false if it is about none of them. */
    boolean show(PlatformException problem) {
        var name = problem.field().orElse("");
        var field = fieldOf(name);
        if (field == null) {
            return false;
        }
        if (field == up || field == down || field == step) {
            advanced.setOpened(true);
        }
        Problems.showAndFocus(field, problem);
        return true;
    }

    void setReadOnly(boolean readOnly) {
        enabled.setReadOnly(readOnly);
        all().forEach(field -> field.setReadOnly(readOnly));
    }

    private @Nullable TextFieldBase<?, ?> fieldOf(String name) {
        if (name.startsWith("schedules")) {
            return schedules;
        }
        return switch (name) {
            case "minimum" -> minimum;
            case "maximum" -> maximum;
            case "coolDownUpSeconds" -> up;
            case "coolDownDownSeconds" -> down;
            case "largestStep" -> step;
            case "rules" -> field(Signal.CPU);
            default ->
                Signal.of(name.replaceFirst("^rules\\.", "")).map(this::field).orElse(null);
        };
    }

    private List<AutoscaleRule> rules() {
        var rules = new ArrayList<AutoscaleRule>();
        targets.forEach((signal, field) -> {
            if (field.getValue() != null) {
                rules.add(new AutoscaleRule(signal, field.getValue()));
            }
        });
        return rules;
    }

    private NumberField field(Signal signal) {
        return Optional.ofNullable(targets.get(signal)).orElseThrow();
    }

    private List<TextFieldBase<?, ?>> all() {
        var fields = new ArrayList<TextFieldBase<?, ?>>(targets.values());
        fields.addAll(List.of(minimum, maximum, schedules, up, down, step));
        return fields;
    }

    private void clearErrors() {
        all().forEach(field -> field.setInvalid(false));
    }

    private static int required(IntegerField field, String name, String sentence) {
        return Optional.ofNullable(field.getValue())
                .orElseThrow(() -> new PlatformException.Invalid(AutoscaleLimits.CODE, name, sentence));
    }

    private static Duration seconds(IntegerField field, Duration otherwise) {
        return field.getValue() == null ? otherwise : Duration.ofSeconds(field.getValue());
    }

    private static IntegerField number(String label, String testId) {
        var field = new IntegerField(label);
        field.setTestId(testId);
        return field;
    }

    private static NumberField target(String label, Signal signal) {
        var field = new NumberField(label);
        field.setPlaceholder("no rule");
        field.setTestId("autoscale-" + signal.code());
        return field;
    }

    private static Div fields(TextFieldBase<?, ?>... fields) {
        var row = new Div(fields);
        row.addClassName("strategy-fields");
        return row;
    }
}
