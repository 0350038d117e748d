package io.slipway.console.apps;

import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import io.slipway.apps.InstanceSize;
import io.slipway.console.components.Figures;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The choice of an instance's size: three presets with their numbers, and the present one where it is none of them. */
public class SizeField extends RadioButtonGroup<InstanceSize> {

    private static final List<InstanceSize> PRESETS =
            List.of(InstanceSize.SMALL, InstanceSize.MEDIUM, InstanceSize.LARGE);

    public SizeField() {
        super("Size of each instance");
        addClassName("choice-line");
        setItemLabelGenerator(SizeField::label);
        setItems(PRESETS);
        setValue(InstanceSize.SMALL);
    }

    /** Chooses a size, which need not be a preset. */
    public void select(InstanceSize size) {
        Set<InstanceSize> sizes = new LinkedHashSet<>(PRESETS);
        sizes.add(size);
        setItems(sizes);
        setValue(size);
    }

    /** The size in words: "S · 256 MB · 250 mCPU". */
    public static String label(InstanceSize size) {
        String numbers = Figures.bytes(size.memory().bytes()).text() + " · "
                + Figures.cpu(size.cpu().millis()).text();
        int preset = PRESETS.indexOf(size);
        return preset < 0 ? "Custom · " + numbers : List.of("S", "M", "L").get(preset) + " · " + numbers;
    }

    /** The preset above a size, where there is one. */
    public static java.util.Optional<InstanceSize> next(InstanceSize size) {
        return PRESETS.stream()
                .filter(preset -> preset.memory().compareTo(size.memory()) > 0)
                .findFirst();
    }
}
