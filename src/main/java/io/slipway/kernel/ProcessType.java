package io.slipway.kernel;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * Names of the processes of an app: {@code web}, which every app has and routes lead to unless they say otherwise, and others as its
 * people call them.
 */
public final class ProcessType {

    /** The process that every app has. */
    public static final String WEB = "web";

    /** {@code web} before all others, then by name. */
    public static final Comparator<String> WEB_FIRST =
            Comparator.comparing((String type) -> !type.equals(WEB)).thenComparing(Comparator.naturalOrder());

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private ProcessType() {}

    /**
     * Checks a name that somebody gave.
     *
     * @param field at which it is refused
     * @throws PlatformException.Invalid {@code invalid-process}
     */
    public static String require(String type, String field) {
        if (!NAME.matcher(type).matches()) {
            throw new PlatformException.Invalid(
                    "invalid-process",
                    field,
                    "The name of a process has 1 to 32 lower case letters, digits and hyphens, and begins with a letter.");
        }
        return type;
    }
}
