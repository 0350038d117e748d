package io.slipway.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The time since the machine booted, in hundredths of a second as the kernel tells it: the one clock that an agent, a pause process
 * and a process of the agent after this one share, that nobody sets, and that goes on while the machine sleeps.
 *
 * @param file where the kernel tells it to whoever looks there: {@code /proc/uptime}
 */
record Uptime(Path file) {

    private static final int PER_SECOND = 100;

    /**
     * Now.
     *
     * @throws UncheckedIOException when the file is not there: whose view it is has ended
     */
    long now() {
        try {
            var text = Files.readString(file, StandardCharsets.US_ASCII);
            var seconds = text.substring(0, text.indexOf(' '));
            int point = seconds.indexOf('.');
            return Long.parseLong(seconds.substring(0, point)) * PER_SECOND
                    + Long.parseLong(seconds.substring(point + 1));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    static long hundredths(Duration time) {
        return time.toMillis() * PER_SECOND / 1_000;
    }
}
