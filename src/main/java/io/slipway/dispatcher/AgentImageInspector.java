package io.slipway.dispatcher;

import io.slipway.hosts.HostRegistry;
import io.slipway.hosts.HostView;
import io.slipway.images.ImageInspection;
import io.slipway.images.ImageInspector;
import io.slipway.images.ImageReference;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.PlatformException;
import io.slipway.protocol.ImageInspected;
import io.slipway.protocol.InspectImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** Asks a ready host's agent about an image, and answers for Slipway's own images itself. */
@Component
class AgentImageInspector implements ImageInspector {

    private final AgentSessions sessions;
    private final HostRegistry hosts;
    private final ImageDesk ownImages;
    private final DispatcherProperties properties;
    private final Map<String, CompletableFuture<ImageInspected>> waiting = new ConcurrentHashMap<>();

    AgentImageInspector(
            AgentSessions sessions, HostRegistry hosts, ImageDesk ownImages, DispatcherProperties properties) {
        this.sessions = sessions;
        this.hosts = hosts;
        this.ownImages = ownImages;
        this.properties = properties;
    }

    @Override
    public ImageInspection inspect(String reference) {
        var own = ownImages.inspect(reference);
        if (own.isPresent()) {
            return own.get();
        }
        ImageReference.parse(reference);
        var answer = ask(reference);
        return switch (answer.getErrorCode()) {
            case "" -> inspection(reference, answer);
            case "invalid-reference" ->
                throw new PlatformException.Invalid("invalid-image-reference", "image", answer.getErrorDetail());
            case "image-not-found" ->
                throw new PlatformException.Invalid("image-not-found", "image", answer.getErrorDetail());
            default -> throw new PlatformException.Unavailable(answer.getErrorCode(), answer.getErrorDetail());
        };
    }

    /** An agent has answered; late answers are dropped. */
    void answered(ImageInspected answer) {
        var future = waiting.remove(answer.getRequestId());
        if (future != null) {
            future.complete(answer);
        }
    }

    private ImageInspected ask(String reference) {
        var session = anyReady();
        var request = InspectImage.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setReference(reference)
                .build();
        var future = new CompletableFuture<ImageInspected>();
        waiting.put(request.getRequestId(), future);
        try {
            session.send(request);
            return future.get(properties.inspectTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new PlatformException.Unavailable(
                    "image-pull-slow",
                    "The host is still pulling " + reference + "; try again in a moment, the pull goes on.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException.Unavailable("interrupted", "Slipway is stopping; try again.");
        } catch (ExecutionException e) {
            throw new IllegalStateException("An inspection cannot fail otherwise", e);
        } finally {
            waiting.remove(request.getRequestId());
        }
    }

    private AgentSession anyReady() {
        var known = hosts.all();
        return known.stream()
                .filter(HostView::isSchedulable)
                .flatMap(host -> sessions.of(host.id()).stream())
                .findFirst()
                .orElseThrow(() -> new PlatformException.Unavailable(
                        "no-host",
                        "No host is ready to look at the image" + firstProblem(known)
                                + ". See Admin → Hosts, then try again."));
    }

    private static String firstProblem(List<HostView> known) {
        return known.stream()
                .flatMap(host -> Optional.ofNullable(host.problem()).stream()
                        .map(problem -> ". " + host.name() + ": " + problem.replaceAll("\\.$", "")))
                .findFirst()
                .orElse("");
    }

    private static ImageInspection inspection(String reference, ImageInspected answer) {
        return new ImageInspection(
                reference,
                answer.getImageId(),
                answer.getDigest(),
                answer.getExposedPortsList(),
                answer.getUser(),
                answer.getHasHealthCheck(),
                answer.getVolumesList(),
                new DataSize(answer.getSizeBytes()),
                answer.getArchitecture(),
                answer.getCommandList());
    }
}
