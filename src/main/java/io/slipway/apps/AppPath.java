package io.slipway.apps;

import io.slipway.iam.SpacePath;

/**
 * An app by the names that stand in URLs.
 *
 * @param space where it lives
 * @param app its name there
 */
public record AppPath(SpacePath space, String app) {

    /** The name by which apps of its space find it. */
    public String internalName() {
        return app + ".internal";
    }

    /** The name by which apps of other spaces find it, where a network policy lets them. */
    public String fullInternalName() {
        return "%s.%s.%s.internal".formatted(app, space.space(), space.organization());
    }

    /** "organization/space/app", for people. */
    public String words() {
        return space.organization() + "/" + space.space() + "/" + app;
    }

    /** Shorthand for tests and links. */
    public static AppPath of(String organization, String space, String app) {
        return new AppPath(new SpacePath(organization, space), app);
    }
}
