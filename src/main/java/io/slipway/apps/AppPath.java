package io.slipway.apps;

import io.slipway.iam.SpacePath;

/**
 * An app by the names that stand in URLs.
 *
 * @param space where it lives
 * @param app its name there
 */
public record AppPath(SpacePath space, String app) {

    /** Shorthand for tests and links. */
    public static AppPath of(String organization, String space, String app) {
        return new AppPath(new SpacePath(organization, space), app);
    }
}
