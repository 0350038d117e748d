package io.slipway.logs;

import io.slipway.logs.LogLine.Level;
import java.util.Locale;

/** The names that loggers give to levels. */
final class LevelWords {

    private static final int LONGEST = 13;

    private LevelWords() {}

    /** A level by its name in any case; UNKNOWN when it is no such name. */
    static Level level(String word) {
        if (word.length() > LONGEST) {
            return Level.UNKNOWN;
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "error", "err", "fatal", "severe", "critical", "crit", "panic", "dpanic", "alert", "emerg", "emergency" ->
                Level.ERROR;
            case "warn", "warning" -> Level.WARN;
            case "info", "information", "notice", "config", "log" -> Level.INFO;
            case "debug", "fine", "verbose" -> Level.DEBUG;
            case "trace", "finer", "finest", "silly" -> Level.TRACE;
            default -> Level.UNKNOWN;
        };
    }

    /** The same for a word that stands bare in a line: only in capitals, as loggers write it, and no word of prose. */
    static Level exact(String word) {
        return switch (word) {
            case "INFORMATION", "CONFIG", "LOG", "FINE", "ALERT", "NOTICE" -> Level.UNKNOWN;
            default -> isCapital(word) ? level(word) : Level.UNKNOWN;
        };
    }

    static boolean isCapital(String word) {
        return word.length() >= 3 && word.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    }

    /** A number as bunyan and pino write it: 10 trace, 20 debug, 30 info, 40 warn, 50 and 60 error. */
    static Level number(String digits) {
        return switch (digits) {
            case "10" -> Level.TRACE;
            case "20" -> Level.DEBUG;
            case "30" -> Level.INFO;
            case "40" -> Level.WARN;
            case "50", "60" -> Level.ERROR;
            default -> Level.UNKNOWN;
        };
    }
}
