package io.slipway.agent.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.PullResponseItem;
import io.slipway.agent.RuntimeFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One pull. Gives up when the engine tells no progress for a while, not when a large image takes long. */
final class ImagePull {

    private static final Duration SILENCE_LIMIT = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final DockerClient client;
    private final String reference;
    private final Consumer<Integer> progress;
    private final Map<String, long[]> layers = new HashMap<>();
    private volatile long lastNews = System.nanoTime();
    private volatile @Nullable String failure;

    ImagePull(DockerClient client, String reference, Consumer<Integer> progress) {
        this.client = client;
        this.reference = reference;
        this.progress = progress;
    }

    void run() throws InterruptedException {
        var callback = client.pullImageCmd(withTag(reference)).exec(new ResultCallback.Adapter<PullResponseItem>() {
            @Override
            public void onNext(PullResponseItem item) {
                read(item);
            }
        });
        try (callback) {
            while (!callback.awaitCompletion(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() - lastNews > SILENCE_LIMIT.toNanos()) {
                    throw Failures.ofPull("i/o timeout: no progress for " + SILENCE_LIMIT.toSeconds() + " s");
                }
            }
        } catch (DockerException refused) {
            throw Failures.ofPull(Failures.sentence(refused));
        } catch (java.io.IOException closing) {
            throw new RuntimeFailure(RuntimeFailure.Kind.OTHER, "The pull could not be ended.", closing);
        }
        if (failure != null) {
            throw Failures.ofPull(failure);
        }
    }

    private void read(PullResponseItem item) {
        lastNews = System.nanoTime();
        if (item.getErrorDetail() != null) {
            failure = item.getErrorDetail().getMessage();
            return;
        }
        var detail = item.getProgressDetail();
        if (item.getId() == null || detail == null || detail.getTotal() == null || detail.getCurrent() == null) {
            return;
        }
        layers.put(item.getId(), new long[] {detail.getCurrent(), detail.getTotal()});
        long current = layers.values().stream().mapToLong(layer -> layer[0]).sum();
        long total = layers.values().stream().mapToLong(layer -> layer[1]).sum();
        progress.accept((int) Math.clamp(total == 0 ? 0 : current * 100 / total, 0, 100));
    }

    /** Without a tag the engine would pull every tag there is. */
    private static String withTag(String reference) {
        var name = reference.substring(reference.lastIndexOf('/') + 1);
        return name.contains(":") || name.contains("@") ? reference : reference + ":latest";
    }
}
