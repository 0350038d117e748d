package io.slipway.hosts;

import io.slipway.kernel.PlatformException;
import java.util.regex.Pattern;

/** The rules for names of hosts. */
final class HostNameRules {

    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private HostNameRules() {}

    /** Answers the name; {@link PlatformException.Invalid} {@code invalid-name}, field {@code name}, when it breaks a rule. */
    static String require(String name) {
        if (!DNS_LABEL.matcher(name).matches()) {
            throw new PlatformException.Invalid(
                    "invalid-name",
                    "name",
                    "A host's name has 1 to 63 lower-case letters, digits and hyphens, and neither begins nor ends with a"
                            + " hyphen.");
        }
        return name;
    }
}
