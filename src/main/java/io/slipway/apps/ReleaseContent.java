package io.slipway.apps;

import io.slipway.kernel.Secret;
import java.util.Map;

/** All that a release holds, opened: what the next release is made from. */
record ReleaseContent(String image, String imageId, ReleaseSettings settings, Map<String, Secret> environment) {

    ReleaseContent {
        environment = Map.copyOf(environment);
    }

    ReleaseContent withImage(String newImage, String newImageId) {
        return new ReleaseContent(newImage, newImageId, settings, environment);
    }

    ReleaseContent withSettings(ReleaseSettings newSettings) {
        return new ReleaseContent(image, imageId, newSettings, environment);
    }

    ReleaseContent withEnvironment(Map<String, Secret> newEnvironment) {
        return new ReleaseContent(image, imageId, settings, newEnvironment);
    }
}
