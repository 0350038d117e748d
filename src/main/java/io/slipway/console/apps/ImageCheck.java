package io.slipway.console.apps;

import io.slipway.images.ImageInspection;
import io.slipway.kernel.PlatformException;
import java.time.Instant;
import java.util.Optional;

/** What the create page knows of the image in its field. */
sealed interface ImageCheck {

    /** Nothing was typed yet. */
    record Nothing() implements ImageCheck {}

    /** A host is being asked; that takes as long as a pull when the image is not there. */
    record Asking(String image, Instant since) implements ImageCheck {}

    /** A host has it. */
    record Found(ImageInspection image) implements ImageCheck {}

    /**
     * It cannot be used, or nobody could say.
     *
     * @param blocking whether creating would fail for sure; a registry out of reach is a warning only
     */
    record Refused(String image, String sentence, boolean blocking) implements ImageCheck {}

    /** The answer that an exception stands for. */
    static ImageCheck refused(String image, PlatformException e) {
        return new Refused(image, e.sentence(), e instanceof PlatformException.Invalid);
    }

    /** The port that the image declares first, where one is known. */
    default Optional<Integer> exposedPort() {
        return this instanceof Found(var image) ? image.exposedPorts().stream().findFirst() : Optional.empty();
    }
}
