package io.slipway.console;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.slipway.kernel.PlatformException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A page failed to open. Says so with an id that stands in the server's log, never with a stack trace. */
@PageTitle("Problem — Slipway")
@ParentLayout(MainLayout.class)
@AnonymousAllowed
class FailureView extends ProblemPage implements HasErrorParameter<Exception> {

    private static final Logger LOG = LoggerFactory.getLogger(FailureView.class);

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        return switch (parameter.getException()) {
            case PlatformException.NotFound missing -> {
                show("There is nothing at this address", missing.sentence());
                yield HttpServletResponse.SC_NOT_FOUND;
            }
            case PlatformException problem -> {
                show("This page cannot be shown now", problem.sentence());
                yield HttpServletResponse.SC_CONFLICT;
            }
            case Exception failure -> unexpected(event, failure);
        };
    }

    private int unexpected(BeforeEnterEvent event, Exception failure) {
        var id = UUID.randomUUID().toString().substring(0, 8);
        LOG.atError()
                .addKeyValue("problem", id)
                .addKeyValue("path", event.getLocation().getPath())
                .setCause(failure)
                .log("A page failed to open");
        show(
                "Something went wrong on our side",
                "Your apps are not touched by it. Try again; if it stays, tell the person who runs this Slipway the number "
                        + id + ".");
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }
}
