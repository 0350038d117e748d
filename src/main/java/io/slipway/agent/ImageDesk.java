package io.slipway.agent;

import io.slipway.agent.RuntimeFailure.Kind;
import io.slipway.images.PlatformImage;
import io.slipway.images.PlatformImages;
import io.slipway.protocol.ImageInspected;
import io.slipway.protocol.RunSpec;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Sees to it that the engine has an image, and answers what is in one. One load per image at a time, whoever asks. */
final class ImageDesk {

    /** Fetches an archive that the server keeps; fails with {@link IOException} when it cannot. */
    interface Archives {
        InputStream open(String imageId) throws IOException;

        /** Opens one known archive. */
        interface Opening {
            InputStream open() throws IOException;
        }
    }

    private final ContainerRuntime runtime;
    private final Supplier<PlatformImages> own;
    private final Archives archives;
    private final String hostName;
    private final ImagePulls pulls;
    private final ConcurrentHashMap<String, ReentrantLock> loads = new ConcurrentHashMap<>();

    ImageDesk(ContainerRuntime runtime, Supplier<PlatformImages> own, Archives archives, String hostName) {
        this.runtime = runtime;
        this.pulls = new ImagePulls(runtime);
        this.own = own;
        this.archives = archives;
        this.hostName = hostName;
    }

    /** The image of a run, pulled or fetched if need be; progress as a short text. A pull ends early once it is not wanted. */
    ImageFacts ensure(RunSpec spec, Consumer<String> progress, BooleanSupplier wanted) throws InterruptedException {
        if (spec.getPlatformImage()) {
            return ensurePlatform(spec.getImageId(), () -> archives.open(spec.getImageId()));
        }
        var present = runtime.image(spec.getImageId());
        return present.isPresent() ? present.get() : pulled(spec.getImage(), spec.getImageId(), progress, wanted);
    }

    /** The pause image of this host; answers the id that this engine knows it by. */
    String ensurePause() throws InterruptedException {
        var pause = own.get().pause();
        return ensurePlatform(pause.imageId(), pause::open).id();
    }

    /** Looks at an image for the server, with a sentence for people when that fails. */
    ImageInspected inspect(String requestId, String reference) {
        var answer = ImageInspected.newBuilder().setRequestId(requestId);
        try {
            var present = runtime.image(reference);
            var facts = present.isPresent() ? present.get() : pulled(reference, "", ignored -> {}, () -> true);
            return ImageAnswers.facts(answer, facts);
        } catch (RuntimeFailure failure) {
            return ImageAnswers.failure(answer, reference, hostName, failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return answer.setErrorCode("engine-unavailable")
                    .setErrorDetail("The agent of host " + hostName + " is stopping. Try again in a moment.")
                    .build();
        }
    }

    private ImageFacts ensurePlatform(String imageId, Archives.Opening opening) throws InterruptedException {
        // Looked for without the lock first: twenty instances that start at once need not queue for an image that is
        // there.
        var known = loaded(imageId);
        if (known.isPresent()) {
            return known.get();
        }
        var lock = lockOf(imageId);
        lock.lockInterruptibly();
        try {
            var present = loaded(imageId);
            return present.isPresent() ? present.get() : load(imageId, opening);
        } finally {
            lock.unlock();
        }
    }

    private ImageFacts load(String imageId, Archives.Opening opening) {
        try (var archive = localOr(imageId, opening)) {
            runtime.load(archive);
        } catch (IOException unreachable) {
            throw new RuntimeFailure(
                    Kind.ENGINE_UNAVAILABLE, "The server does not hand out the image " + imageId + ".", unreachable);
        }
        return loaded(imageId)
                .orElseThrow(() -> new RuntimeFailure(
                        Kind.OTHER, "The archive of image " + imageId + " holds another image. Restart the server."));
    }

    /** What this machine can make itself, byte for byte the same, need not cross the network. */
    private InputStream localOr(String imageId, Archives.Opening opening) throws IOException {
        try {
            var local = own.get().byId(imageId).map(PlatformImage::open);
            return local.isPresent() ? local.get() : opening.open();
        } catch (io.slipway.kernel.PlatformException noBusybox) {
            return opening.open();
        }
    }

    /** Engines with another image store know an image by its manifest, so the name that the archive gives is tried too. */
    private Optional<ImageFacts> loaded(String imageId) {
        var byId = runtime.image(imageId);
        return byId.isPresent() ? byId : runtime.image(PlatformImage.tagOf(imageId));
    }

    private ImageFacts pulled(String reference, String imageId, Consumer<String> progress, BooleanSupplier wanted)
            throws InterruptedException {
        if (!pulls.await(reference, percent -> progress.accept("pulling " + percent + " %"), wanted)) {
            throw new RuntimeFailure(Kind.OTHER, "The pull of " + reference + " was given up: nobody waits for it.");
        }
        return runtime.image(imageId.isEmpty() ? reference : imageId).orElseThrow(() -> moved(reference, imageId));
    }

    private static RuntimeFailure moved(String reference, String imageId) {
        return new RuntimeFailure(
                Kind.IMAGE_NOT_FOUND,
                "The registry now has another image under %s than the one of this release (%s). Deploy it as a new release."
                        .formatted(reference, imageId));
    }

    private ReentrantLock lockOf(String image) {
        return loads.computeIfAbsent(image, ignored -> new ReentrantLock());
    }
}
