package io.slipway.images;

/** Asks a host's engine about an image; the host pulls it first when it has it not. Blocks for as long as that takes. */
public interface ImageInspector {

    /**
     * Looks at an image.
     *
     * @param reference a reference that {@link ImageReference#parse} accepts
     * @return what the engine says
     * @throws io.slipway.kernel.PlatformException.Invalid {@code image-not-found} when no registry has it
     * @throws io.slipway.kernel.PlatformException.Unavailable {@code registry-unreachable}, {@code no-host} or {@code
     *     engine-unavailable}; the sentence names the next step
     */
    ImageInspection inspect(String reference);
}
