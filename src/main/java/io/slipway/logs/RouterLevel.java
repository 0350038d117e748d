package io.slipway.logs;

import io.slipway.logs.LogLine.Level;

/**
 * The level of a line of the router's access log, from the status that follows the quoted request. A TCP connection has none: its line
 * names an error where there was one.
 */
final class RouterLevel {

    private static final String ERROR = " x_cf_routererror:";

    private RouterLevel() {}

    /** ERROR for 5xx, WARN for 4xx, INFO for other answers, UNKNOWN for a line of another form. */
    static Level of(String line) {
        int open = line.indexOf('"');
        int close = open < 0 ? -1 : line.indexOf("\" ", open + 1);
        if (close < 0 || close + 2 >= line.length()) {
            return Level.UNKNOWN;
        }
        return switch (line.charAt(close + 2)) {
            case '5' -> Level.ERROR;
            case '4' -> Level.WARN;
            case '1', '2', '3' -> Level.INFO;
            case '-' -> line.contains(ERROR) ? Level.ERROR : Level.INFO;
            default -> Level.UNKNOWN;
        };
    }
}
