package io.slipway.console.apps;

import io.slipway.images.ImageInspector;
import io.slipway.kernel.PlatformException;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Asks about images away from the session's lock, the newest question only: an answer that was overtaken by more typing is
 * dropped. One page owns one of these.
 */
final class ImageChecks {

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
            // Typing goes on: a question that waited for its thread until it was overtaken is not worth a pull.
            if (newest.get() != question) {
                return;
            }
            ImageCheck result = inspect(image);
            if (newest.get() == question) {
                answer.accept(result);
            }
        });
        return new ImageCheck.Asking(image, clock.instant());
    }

    /** Drops whatever is still under way. */
    void forget() {
        newest.incrementAndGet();
    }

    private ImageCheck inspect(String image) {
        try {
            return new ImageCheck.Found(inspector.inspect(image));
        } catch (PlatformException e) {
            return ImageCheck.refused(image, e);
        }
    }
}
