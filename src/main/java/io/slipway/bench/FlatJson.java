package io.slipway.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Collectors;

/** Figures as one flat JSON object, key to number. */
final class FlatJson {

    private static final int DIGITS = 6;

    private FlatJson() {}

    static String of(List<Figure> figures) {
        return figures.stream()
                .map(figure -> "  \"" + figure.key() + "\": " + number(figure.value()))
                .collect(Collectors.joining(",\n", "{\n", "\n}"));
    }

    private static String number(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value)
                        .round(new MathContext(DIGITS))
                        .stripTrailingZeros()
                        .toPlainString()
                : "null";
    }
}
