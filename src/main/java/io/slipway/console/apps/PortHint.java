package io.slipway.console.apps;

import java.util.Optional;

/** Says which port an app will listen on and where that number comes from. */
final class PortHint {

    /** What the platform assumes of an image that declares nothing. */
    static final int ASSUMED = 8080;

    private PortHint() {}

    static int port(ImageCheck check) {
        return check.exposedPort().orElse(ASSUMED);
    }

    static String origin(ImageCheck check) {
        Optional<Integer> exposed = check.exposedPort();
        if (exposed.isPresent()) {
            return exposed.get() + " from EXPOSE. The app also gets it as PORT.";
        }
        String assumed = ASSUMED + " is assumed. The app gets it as PORT; 0 means no port.";
        return check instanceof ImageCheck.Found ? "The image declares no port. " + assumed : assumed;
    }
}
