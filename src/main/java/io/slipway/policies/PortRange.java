package io.slipway.policies;

import io.slipway.kernel.PlatformException;
import java.util.regex.Pattern;

/**
 * Ports of an instance.
 *
 * @param first the lowest, from 1
 * @param last the highest, up to 65535
 */
public record PortRange(int first, int last) {

    private static final int HIGHEST = 65_535;
    private static final Pattern WORDS = Pattern.compile("(?<first>\\d{1,5})(\\s*-\\s*(?<last>\\d{1,5}))?");

    public PortRange {
        if (first < 1 || last < first || last > HIGHEST) {
            throw invalid();
        }
    }

    /**
     * Reads {@code 8080} or {@code 8000-8010}.
     *
     * @throws PlatformException.Invalid {@code invalid-ports}, field {@code ports}
     */
    public static PortRange of(String text) {
        var words = WORDS.matcher(text.strip());
        if (!words.matches()) {
            throw invalid();
        }
        int first = Integer.parseInt(words.group("first"));
        return new PortRange(first, words.group("last") == null ? first : Integer.parseInt(words.group("last")));
    }

    /** As people write it. */
    public String words() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }

    private static PlatformException invalid() {
        return new PlatformException.Invalid(
                "invalid-ports", "ports", "Write a port from 1 to 65535, or a range such as 8000-8010.");
    }
}
