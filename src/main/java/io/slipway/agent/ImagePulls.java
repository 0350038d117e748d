package io.slipway.agent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Pulls of images: one per image at a time, whoever asks, on a thread of its own and for as long as anybody waits for it. The
 * monitor guards the map and the numbers of those who wait.
 */
final class ImagePulls {

    private static final long LOOK_MILLIS = 100;

    private static final class Pull {
        private final CompletableFuture<Boolean> end = new CompletableFuture<>();
        private final List<Consumer<Integer>> progress = new CopyOnWriteArrayList<>();
        private @Nullable Thread thread;
        private int waiting;
    }

    private final ContainerRuntime runtime;
    private final Map<String, Pull> pulls = new HashMap<>();

    ImagePulls(ContainerRuntime runtime) {
        this.runtime = runtime;
    }

    /**
     * Waits for the pull of an image, begun by this call or by an earlier one; false when {@code wanted} said meanwhile that it is
     * not. The last one who leaves cancels it. Throws what the engine says when the pull fails.
     */
    boolean await(String reference, Consumer<Integer> progress, BooleanSupplier wanted) throws InterruptedException {
        var pull = join(reference, progress);
        try {
            while (wanted.getAsBoolean()) {
                if (hasEnded(pull)) {
                    return true;
                }
            }
            return false;
        } finally {
            leave(reference, pull, progress);
        }
    }

    synchronized int waitingFor(String reference) {
        var pull = pulls.get(reference);
        return pull == null ? 0 : pull.waiting;
    }

    private static boolean hasEnded(Pull pull) throws InterruptedException {
        try {
            return pull.end.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException goesOn) {
            return false;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeFailure failure) {
                throw new RuntimeFailure(failure.kind(), failure.sentence(), failure);
            }
            throw new IllegalStateException("A pull failed inside", failed);
        }
    }

    private synchronized Pull join(String reference, Consumer<Integer> progress) {
        var pull = pulls.computeIfAbsent(reference, this::begin);
        pull.waiting++;
        pull.progress.add(progress);
        return pull;
    }

    private synchronized void leave(String reference, Pull pull, Consumer<Integer> progress) {
        pull.progress.remove(progress);
        var thread = pull.thread;
        if (--pull.waiting == 0 && thread != null) {
            pulls.remove(reference, pull);
            thread.interrupt();
        }
    }

    private Pull begin(String reference) {
        var pull = new Pull();
        pull.thread = Thread.ofVirtual().name("pull-" + reference).start(() -> run(reference, pull));
        return pull;
    }

    private void run(String reference, Pull pull) {
        try {
            runtime.pull(reference, percent -> pull.progress.forEach(each -> each.accept(percent)));
            ended(reference, pull);
            pull.end.complete(true);
        } catch (RuntimeException | Error failure) {
            ended(reference, pull);
            pull.end.completeExceptionally(failure);
        }
    }

    /** Who asks from now on begins anew; those who wait still hear the end of this one. */
    private synchronized void ended(String reference, Pull pull) {
        pulls.remove(reference, pull);
    }
}
