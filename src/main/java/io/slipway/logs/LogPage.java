package io.slipway.logs;

import java.util.List;

/**
 * Matches in the order in which they arrived.
 *
 * @param more whether there are further matches beyond the limit
 * @param lostLines lines known to be lost within the page's range: dropped on the way and counted
 */
public record LogPage(List<LogLine> lines, boolean more, long lostLines) {

    public LogPage {
        lines = List.copyOf(lines);
    }
}
