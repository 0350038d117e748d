package io.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import io.slipway.instances.InstanceRow;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/**
 * One small block per living instance, shaped by its state; beyond {@value #MOST} a count. In a {@code LitRenderer} write {@code
 * <x-blocks kinds="${item.kinds}">} with the text of {@link #kinds}.
 */
@Tag("x-blocks")
@JsModule("./components/x-blocks.ts")
public class InstanceBlocks extends Component {

    /** More blocks than this become a count. */
    public static final int MOST = 12;

    public InstanceBlocks(Collection<InstanceRow> instances) {
        setInstances(instances);
    }

    /** Shows these instances; gone ones are left out. */
    public final void setInstances(Collection<InstanceRow> instances) {
        getElement().setAttribute("kinds", kinds(instances));
    }

    /** The kinds of the living instances by index, as the browser element reads them. */
    public static String kinds(Collection<InstanceRow> instances) {
        return instances.stream()
                .filter(row -> !row.isGone())
                .sorted(Comparator.comparingInt(InstanceRow::index).thenComparingInt(InstanceRow::incarnation))
                .map(row -> InstanceStates.of(row).kind().attribute())
                .collect(Collectors.joining(" "));
    }
}
