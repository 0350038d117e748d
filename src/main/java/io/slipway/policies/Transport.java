package io.slipway.policies;

import io.slipway.kernel.PlatformException;
import java.util.Arrays;
import java.util.Locale;

/** What a connection is made over. */
public enum Transport {
    TCP,
    UDP;

    /**
     * Reads it as people write it.
     *
     * @throws PlatformException.Invalid {@code invalid-transport}, field {@code transport}
     */
    public static Transport of(String text) {
        return Arrays.stream(values())
                .filter(transport -> transport.words().equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new PlatformException.Invalid("invalid-transport", "transport", "A transport is tcp or udp."));
    }

    /** As people write it. */
    public String words() {
        return name().toLowerCase(Locale.ROOT);
    }
}
