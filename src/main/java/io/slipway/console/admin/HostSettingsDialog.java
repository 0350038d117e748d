package io.slipway.console.admin;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.console.components.ErrorText;
import io.slipway.console.components.Figures;
import io.slipway.console.components.Problems;
import io.slipway.hosts.HostChange;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.Labels;
import io.slipway.kernel.PlatformException;
import java.util.Optional;
import java.util.function.Consumer;

/** Changes what is said of a host, and the memory of it that instances may not have. */
class HostSettingsDialog extends Dialog {

    private final Consumer<HostChange> act;
    private final TextField labels = new TextField("Labels");
    private final IntegerField reserved = new IntegerField("Reserved memory");
    private final ErrorText error = new ErrorText();

    HostSettingsDialog(HostLoad load, Consumer<HostChange> act) {
        super("Labels and memory of " + load.host().name());
        this.act = act;
        var host = load.host();
        setWidth("34rem");
        labels.setHelperText(
                "Keys and values, for example: disk=ssd, zone=a, gpu. Instances are spread over the values of zone.");
        labels.setValue(host.labels().toString());
        labels.setWidthFull();
        labels.setAutofocus(true);
        labels.setTestId("host-labels");
        reserved.setHelperText("For others than instances, of "
                + Figures.bytes(host.memory().bytes()).text() + ".");
        reserved.setSuffixComponent(new Span("MB"));
        reserved.setMin(0);
        reserved.setValue(Math.toIntExact(host.reservedMemory().toMebibytes()));
        reserved.setTestId("host-reserved");
        var note = new Paragraph("What runs there stays, even where its constraints do not hold any more.");
        note.addClassName("muted");
        var save = new Button("Save", event -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setTestId("host-save");
        save.addClickShortcut(Key.ENTER);
        add(labels, reserved, note, error);
        getFooter().add(new Button("Cancel", event -> close()), save);
    }

    private void save() {
        error.clear();
        labels.setInvalid(false);
        reserved.setInvalid(false);
        try {
            act.accept(change());
            close();
        } catch (PlatformException refused) {
            show(refused);
        }
    }

    private HostChange change() {
        int mebibytes = Optional.ofNullable(reserved.getValue()).orElse(0);
        if (mebibytes < 0) {
            throw new PlatformException.Invalid(
                    "invalid-reserved-memory", "reservedMemoryMib", "Reserved memory is 0 MB or more.");
        }
        return new HostChange(Labels.parse(labels.getValue(), "labels"), DataSize.ofMebibytes(mebibytes));
    }

    private void show(PlatformException refused) {
        switch (refused.field().orElse("")) {
            case "labels" -> Problems.showAndFocus(labels, refused);
            case "reservedMemoryMib" -> Problems.showAndFocus(reserved, refused);
            default -> error.show(refused);
        }
    }
}
