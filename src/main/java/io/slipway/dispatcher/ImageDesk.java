package io.slipway.dispatcher;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.slipway.images.ImageInspection;
import io.slipway.images.PlatformImage;
import io.slipway.images.PlatformImages;
import io.slipway.kernel.DataSize;
import io.slipway.protocol.ImageChunk;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Hands out the images that Slipway makes itself, and answers what they are without asking any host. */
@Component
class ImageDesk {

    private static final int CHUNK_BYTES = 256 * 1024;
    private static final int SAMPLE_PORT = 8080;

    private final PlatformImages images = new PlatformImages();
    private final Executor senders = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("image-", 0).factory());

    Optional<ImageInspection> inspect(String reference) {
        if (!reference.equals(PlatformImages.SAMPLE_REFERENCE)) {
            return Optional.empty();
        }
        var sample = images.sample();
        return Optional.of(new ImageInspection(
                reference,
                sample.imageId(),
                "",
                List.of(SAMPLE_PORT),
                "1000:1000",
                false,
                List.of(),
                new DataSize(sample.sizeBytes()),
                "",
                List.of("/bin/sh", "/app/start")));
    }

    void send(String imageId, ServerCallStreamObserver<ImageChunk> reply) {
        var image = images.byId(imageId);
        if (image.isEmpty()) {
            reply.onError(Status.NOT_FOUND
                    .withDescription("Slipway makes no image " + imageId)
                    .asRuntimeException());
            return;
        }
        var ready = new Semaphore(0);
        reply.setOnReadyHandler(ready::release);
        reply.setOnCancelHandler(ready::release);
        senders.execute(() -> send(image.get(), reply, ready));
    }

    private static void send(PlatformImage image, ServerCallStreamObserver<ImageChunk> reply, Semaphore ready) {
        try (var content = image.open()) {
            for (var bytes = content.readNBytes(CHUNK_BYTES);
                    bytes.length > 0 && !reply.isCancelled();
                    bytes = content.readNBytes(CHUNK_BYTES)) {
                while (!reply.isReady() && !reply.isCancelled()) {
                    ready.acquire();
                }
                reply.onNext(ImageChunk.newBuilder()
                        .setContent(ByteString.copyFrom(bytes))
                        .build());
            }
            if (!reply.isCancelled()) {
                reply.onCompleted();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            reply.onError(Status.INTERNAL
                    .withDescription("The image could not be read")
                    .withCause(e)
                    .asRuntimeException());
        }
    }
}
