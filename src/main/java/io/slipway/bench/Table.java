package io.slipway.bench;

import java.util.List;
import java.util.Locale;

/** Figures as people read them. */
final class Table {

    private static final int EXACT_BELOW = 10;
    private static final int TENTHS_BELOW = 1_000;

    private Table() {}

    static String of(List<Figure> figures) {
        int widest =
                figures.stream().mapToInt(figure -> figure.key().length()).max().orElse(0);
        var text = new StringBuilder();
        figures.forEach(figure -> text.append(line(figure, widest)).append('\n'));
        return text.toString();
    }

    /** Three meaningful digits for what is small, whole numbers for what is large. */
    static String number(double value) {
        double size = Math.abs(value);
        var format = size < EXACT_BELOW ? "%.3f" : size < TENTHS_BELOW ? "%.1f" : "%,.0f";
        return String.format(Locale.ROOT, format, value);
    }

    private static String line(Figure figure, int widest) {
        return ("%-" + widest + "s  %12s  %-8s %-18s %s")
                .formatted(figure.key(), number(figure.value()), verdict(figure), goal(figure), figure.spread())
                .stripTrailing();
    }

    private static String verdict(Figure figure) {
        var goal = figure.goal();
        return goal == null ? "" : goal.isMetBy(figure.value()) ? "met" : "MISSED";
    }

    private static String goal(Figure figure) {
        var goal = figure.goal();
        return goal == null ? "" : "goal " + (goal.more() ? "≥ " : "≤ ") + number(goal.limit());
    }
}
