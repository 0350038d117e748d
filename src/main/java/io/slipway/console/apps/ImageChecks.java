package io.slipway.console.apps;

import io.slipway.images.ImageInspector;
import io.slipway.kernel.PlatformException;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks about images away from the session's lock, the newest question only: an answer that was overtaken by more typing is
 * dropped. One page owns one of these.
 */
final class ImageChecks {

    /** Looks that one page may have under way; more wait, and most of those are overtaken meanwhile. */
    private static final int MOST_AT_ONCE = 2;

    private static final Logger log = LoggerFactory.getLogger(ImageChecks.class);

    private final Semaphore atOnce = new Semaphore(MOST_AT_ONCE);
    private final ImageInspector inspector;
    private final Executor executor;
    private final Clock clock;
    private final AtomicLong newest = new AtomicLong();

    ImageChecks(ImageInspector inspector, Executor executor, Clock clock) {
        this.inspector = inspector;
        this.executor = executor;
        this.clock = clock;
    }

    /**
     * Starts a check.
     *
     * @param answer called from another thread, once at most; not at all when a newer question came
     * @return what to show until then
     */
    ImageCheck ask(String reference, Consumer<ImageCheck> answer) {
        String image = reference.strip();
        long question = newest.incrementAndGet();
        if (image.isEmpty()) {
            return new ImageCheck.Nothing();
        }
        executor.execute(() -> {
            atOnce.acquireUninterruptibly();
            try {
                answer(image, question, answer);
            } finally {
                atOnce.release();
            }
        });
        return new ImageCheck.Asking(image, clock.instant());
    }

    /** Drops whatever is still under way. */
    void forget() {
        newest.incrementAndGet();
    }

    private void answer(String image, long question, Consumer<ImageCheck> answer) {
        // Typing goes on: a question that waited until it was overtaken is not worth a pull.
        if (newest.get() != question) {
            return;
        }
        ImageCheck result = inspect(image);
        if (newest.get() == question) {
            answer.accept(result);
        }
    }

    private ImageCheck inspect(String image) {
        try {
            return new ImageCheck.Found(inspector.inspect(image));
        } catch (PlatformException e) {
            return ImageCheck.refused(image, e);
        } catch (RuntimeException e) {
            // The page must not wait for ever, and creating the app will tell whether the image is usable.
            log.atWarn().setCause(e).addKeyValue("image", image).log("Image could not be checked");
            return new ImageCheck.Refused(image, "It could not be checked just now. Create the app to try it.", false);
        }
    }
}
