package io.slipway.kernel;

/** The words by which agents and the log store tell each other that lines of an app were lost at a place in its log. */
public final class LostLines {

    /** A platform line of this text and a decimal number stands for lines that were lost there. */
    public static final String PREFIX = "lines lost: ";

    private LostLines() {}

    /** The text for so many lost lines. */
    public static String text(long lines) {
        return PREFIX + lines;
    }

    /** How many lines a platform line's text tells lost; 0 when it tells something else. */
    public static long count(String text) {
        if (!text.startsWith(PREFIX)) {
            return 0;
        }
        try {
            return Math.max(0, Long.parseLong(text, PREFIX.length(), text.length(), 10));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
