package io.slipway.console.admin;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.slipway.console.LiveUpdates;
import io.slipway.console.components.CopyButton;
import io.slipway.console.components.ErrorText;
import io.slipway.console.components.Problems;
import io.slipway.console.components.StateBadge;
import io.slipway.console.components.StateKind;
import io.slipway.kernel.PlatformException;

/** Asks what a new host is called, shows the one command to run there, and tells by itself when the host has joined. */
class AddHostDialog extends Dialog {

    private final AddHostModel model;
    private final TextField name = new TextField("Name of the host");
    private final ErrorText error = new ErrorText();
    private final Button make = new Button("Show the command", event -> make());
    private final StateBadge state = new StateBadge(StateKind.PENDING, "").plain();
    private final Button done = new Button("Close", event -> close());

    AddHostDialog(AddHostModel model, LiveUpdates live) {
        super("Add a host");
        this.model = model;
        setWidth("38rem");
        name.setHelperText("As the console will call it, for example: host-b");
        name.setWidthFull();
        name.setAutofocus(true);
        name.setValueChangeMode(ValueChangeMode.EAGER);
        name.setTestId("host-name");
        make.addThemeVariants(ButtonVariant.PRIMARY);
        make.setTestId("host-invite");
        make.addClickShortcut(Key.ENTER);
        state.setTestId("host-joined");
        state.getElement().setAttribute("role", "status");
        add(name, error);
        getFooter().add(new Button("Cancel", event -> close()), make);
        live.onHostChange(this, this::refresh);
    }

    private void make() {
        error.clear();
        name.setInvalid(false);
        try {
            model.invite(name.getValue().strip());
        } catch (PlatformException refused) {
            refuse(refused);
            return;
        }
        removeAll();
        var told =
                new Div(new Paragraph(model.instruction()), command(), new Paragraph(model.term()), warning(), state);
        told.addClassName("stack");
        add(told);
        getFooter().removeAll();
        done.setTestId("host-done");
        getFooter().add(done);
        done.focus();
        refresh();
    }

    private void refuse(PlatformException refused) {
        if (refused.field().isPresent()) {
            Problems.showAndFocus(name, refused);
        } else {
            error.show(refused);
        }
    }

    private Div command() {
        var text = new Span(model.command().reveal());
        text.addClassNames("mono", "wrap-anywhere");
        text.setTestId("host-command");
        var line = new Div(text, new CopyButton(model.command().reveal(), "Copy the command"));
        line.addClassNames("row", "code");
        return line;
    }

    private Paragraph warning() {
        var sentence = new Paragraph(model.warning());
        sentence.addClassName("callout");
        sentence.setVisible(!model.warning().isEmpty());
        sentence.setTestId("host-warning");
        return sentence;
    }

    private void refresh() {
        if (!model.isInvited()) {
            return;
        }
        model.refresh();
        state.setState(model.hasJoined() ? StateKind.RUNNING : StateKind.PROGRESS, model.sentence());
        done.setText(model.hasJoined() ? "Done" : "Close");
    }
}
