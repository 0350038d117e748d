package io.slipway.console;

import com.vaadin.flow.component.UI;
import io.slipway.iam.CurrentUser;
import io.slipway.kernel.PlatformException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what may take seconds, such as a look at an image, without the lock that all tabs of a person share. The work acts as the
 * signed-in person and touches no component; its answer comes back within the UI.
 */
public final class Background {

    private static final Logger log = LoggerFactory.getLogger(Background.class);

    private Background() {}

    /**
     * Starts work from within a UI.
     *
     * @param done gets its result within the UI, unless the page was left
     * @param refused gets the problem instead, within the UI
     */
    public static <T> void run(Supplier<T> work, Consumer<T> done, Consumer<PlatformException> refused) {
        var ui = UI.getCurrent();
        Thread.startVirtualThread(CurrentUser.carrying(() -> {
            try {
                var result = work.get();
                LiveUpdates.deliver(ui, () -> done.accept(result));
            } catch (PlatformException problem) {
                LiveUpdates.deliver(ui, () -> refused.accept(problem));
            } catch (RuntimeException failure) {
                log.atError().setCause(failure).log("Work for a page failed");
                var problem = new PlatformException.Unavailable(
                        "unexpected", "Something went wrong on our side. Look whether it was done, then try again.");
                LiveUpdates.deliver(ui, () -> refused.accept(problem));
            }
        }));
    }
}
