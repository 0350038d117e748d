package io.slipway.apps;

import io.slipway.kernel.PlatformException;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for names of apps, which become the first label of their default routes. */
public final class AppName {

    private static final Pattern DNS_LABEL = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");

    private static final Set<String> RESERVED = Set.of(
            "admin", "api", "apps", "auth", "console", "dashboard", "health", "internal", "localhost", "login", "logout",
            "root", "router", "setup", "slipway", "status", "system", "www");

    private AppName() {}

    /**
     * Checks a name.
     *
     * @return the name
     * @throws PlatformException.Invalid {@code invalid-name} or {@code reserved-name}, field {@code name}
     */
    public static String require(String name) {
        if (!DNS_LABEL.matcher(name).matches()) {
            throw new PlatformException.Invalid(
                    "invalid-name",
                    "name",
                    "A name has 1 to 63 lower-case letters, digits and hyphens, begins with a letter and does not end with a"
                            + " hyphen.");
        }
        if (isReserved(name)) {
            throw new PlatformException.Invalid(
                    "reserved-name", "name", "The name " + name + " is kept for the platform itself. Choose another one.");
        }
        return name;
    }

    /** Whether the platform keeps this label for itself. */
    public static boolean isReserved(String label) {
        return RESERVED.contains(label);
    }
}
