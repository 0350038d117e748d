package io.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.component.textfield.TextFieldBase;
import io.slipway.kernel.PlatformException;

/** Tells people what went wrong: at the field where it has one, otherwise near them. */
public final class Problems {

    private static final int READING_MILLIS = 8_000;

    private Problems() {}

    /** Runs an action of the user; a problem is shown at {@code component}. Answers whether it worked. */
    public static boolean attempt(Component component, Runnable action) {
        try {
            action.run();
            return true;
        } catch (PlatformException problem) {
            show(component, problem);
            return false;
        }
    }

    /** Shows a problem: in the component itself if it can say so, otherwise as a message that stays until it was read. */
    public static void show(Component component, PlatformException problem) {
        if (component instanceof HasValidation field) {
            field.setErrorMessage(problem.sentence());
            field.setInvalid(true);
            return;
        }
        if (component instanceof ErrorText text) {
            text.show(problem);
            return;
        }
        message(problem.sentence());
    }

    /** Shows a problem in the field that it is about, and puts the focus there. */
    public static void showAndFocus(TextFieldBase<?, ?> field, PlatformException problem) {
        show(field, problem);
        field.focus();
    }

    /** Shows a sentence apart from the page. */
    public static void message(String sentence) {
        var text = new Span(Icon.of("octagon-x"), new Span(sentence));
        text.addClassName("notice");
        var notification = new Notification(text);
        notification.addThemeVariants(NotificationVariant.ERROR);
        notification.setDuration(READING_MILLIS);
        notification.setPosition(Notification.Position.BOTTOM_END);
        notification.setAssertive(true);
        notification.open();
    }
}
