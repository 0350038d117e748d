package io.slipway.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * One thing that a {@link Selector} asks of a label.
 *
 * @param values one for {@code =} and {@code !=}, at least one for {@code in} and {@code not in}, at most {@value #MAX_VALUES}; none
 *     for the others
 */
public record Requirement(String key, Operator operator, List<String> values) {

    static final int MAX_VALUES = 16;

    /** How a label is looked at. */
    public enum Operator {
        /** {@code disk=ssd}. */
        IS,
        /** {@code disk!=hdd}. */
        IS_NOT,
        /** {@code zone in (a, b)}. */
        IN,
        /** {@code zone not in (a, b)}. */
        NOT_IN,
        /** {@code gpu}. */
        EXISTS,
        /** {@code !gpu}. */
        ABSENT
    }

    public Requirement {
        values = List.copyOf(values);
    }

    static Requirement read(LabelScanner scanner) {
        if (scanner.take("!")) {
            return new Requirement(scanner.key(), Operator.ABSENT, List.of());
        }
        var key = scanner.key();
        if (scanner.take("!=")) {
            return new Requirement(key, Operator.IS_NOT, List.of(scanner.value()));
        }
        if (scanner.take("=")) {
            return new Requirement(key, Operator.IS, List.of(scanner.value()));
        }
        if (scanner.takeWord("not")) {
            scanner.expect("in");
            return new Requirement(key, Operator.NOT_IN, list(scanner));
        }
        return scanner.takeWord("in")
                ? new Requirement(key, Operator.IN, list(scanner))
                : new Requirement(key, Operator.EXISTS, List.of());
    }

    private static List<String> list(LabelScanner scanner) {
        scanner.expect("(");
        var values = new ArrayList<String>();
        do {
            values.add(scanner.value());
            if (values.size() > MAX_VALUES) {
                throw scanner.refused("more than " + MAX_VALUES + " values");
            }
        } while (scanner.take(","));
        scanner.expect(")");
        return values;
    }

    /** Whether it holds. */
    public boolean matches(Labels labels) {
        return switch (operator) {
            case IS, IN -> labels.has(key) && values.contains(labels.get(key));
            case IS_NOT, NOT_IN -> !labels.has(key) || !values.contains(labels.get(key));
            case EXISTS -> labels.has(key);
            case ABSENT -> !labels.has(key);
        };
    }

    /** What these labels say of its key: {@code has disk=hdd}, {@code has no disk}. */
    public String found(Labels labels) {
        return labels.has(key) ? "has " + Labels.words(key, labels.get(key)) : "has no " + key;
    }

    /** What to do to a thing's labels so that it holds: {@code set disk=ssd}. */
    public String repair() {
        return switch (operator) {
            case IS -> "set " + Labels.words(key, values.getFirst());
            case IN -> "set " + key + " to " + String.join(" or ", values);
            case EXISTS -> "set " + key;
            case IS_NOT, NOT_IN -> "change " + key;
            case ABSENT -> "take " + key + " away";
        };
    }

    @Override
    public String toString() {
        var list = "(" + String.join(", ", values) + ")";
        return switch (operator) {
            case IS -> key + "=" + values.getFirst();
            case IS_NOT -> key + "!=" + values.getFirst();
            case IN -> key + " in " + list;
            case NOT_IN -> key + " not in " + list;
            case EXISTS -> key;
            case ABSENT -> "!" + key;
        };
    }
}
