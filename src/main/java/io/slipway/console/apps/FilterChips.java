package io.slipway.console.apps;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import io.slipway.console.components.StateBadge;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** States with counts, one of them chosen; states that no app is in stay away unless chosen. */
class FilterChips extends Div {

    private final Map<AppFilter, NativeButton> chips = new EnumMap<>(AppFilter.class);
    private final Map<AppFilter, Span> numbers = new EnumMap<>(AppFilter.class);

    FilterChips(Consumer<AppFilter> choose) {
        addClassName("chips");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", "Filter by state");
        for (AppFilter filter : AppFilter.values()) {
            add(chip(filter, choose));
        }
    }

    void show(AppFilter chosen, Map<AppFilter, Long> counts) {
        chips.forEach((filter, chip) -> {
            long count = counts.getOrDefault(filter, 0L);
            chip.setVisible(filter == AppFilter.ALL || filter == chosen || count > 0);
            chip.getElement().setAttribute("aria-pressed", String.valueOf(filter == chosen));
        });
        numbers.forEach((filter, number) -> number.setText(String.valueOf(counts.getOrDefault(filter, 0L))));
    }

    private NativeButton chip(AppFilter filter, Consumer<AppFilter> choose) {
        var number = new Span("0");
        number.addClassNames("chip-count", "num");
        numbers.put(filter, number);
        var chip = new NativeButton("", event -> choose.accept(filter));
        chip.addClassName("filter-chip");
        chip.setTestId("filter-" + filter.value());
        chip.add(
                filter == AppFilter.ALL
                        ? new Span(filter.word())
                        : new StateBadge(filter.kind(), filter.word()).plain());
        chip.add(number);
        chips.put(filter, chip);
        return chip;
    }
}
