package io.slipway.logs;

import io.slipway.logs.LogLine.Level;
import java.util.regex.Pattern;

/**
 * Reads a line's level from its shape: JSON, logfmt, klog, a level in brackets, or a level that stands where loggers put it, at the
 * start or behind a timestamp. A word in the middle of a sentence tells nothing.
 */
final class LevelDetector {

    /** Shapes show in the first characters; the rest of a long line is not looked at. */
    private static final int LOOK_AT = 512;

    private static final Pattern KLOG = Pattern.compile("[IWEF]\\d{4} \\d\\d:\\d\\d:\\d\\d.*");
    private static final Pattern LOGFMT =
            Pattern.compile("(?:^|.*? )(?:level|lvl|severity)=\"?([A-Za-z]+)\"?(?: .*|$)");
    private static final Pattern LOGFMT_START = Pattern.compile("[A-Za-z_][\\w.\\-]*=\\S.*");
    private static final Pattern ANSI = Pattern.compile("\u001b\\[[0-9;]*m");

    private LevelDetector() {}

    /** The level that the line itself names; {@link Level#UNKNOWN} when it names none. */
    static Level detect(String line) {
        var start = line.length() > LOOK_AT ? line.substring(0, LOOK_AT) : line;
        if (start.indexOf('\u001b') >= 0) {
            start = ANSI.matcher(start).replaceAll("");
        }
        start = start.strip();
        if (start.isEmpty()) {
            return Level.UNKNOWN;
        }
        if (start.charAt(0) == '{') {
            return JsonLevel.detect(start);
        }
        if (KLOG.matcher(start).matches()) {
            return klog(start.charAt(0));
        }
        if (LOGFMT_START.matcher(start).matches()) {
            return logfmt(start);
        }
        return new LevelPrefixes(start).level();
    }

    private static Level klog(char letter) {
        return switch (letter) {
            case 'I' -> Level.INFO;
            case 'W' -> Level.WARN;
            default -> Level.ERROR;
        };
    }

    private static Level logfmt(String line) {
        // Text within quotes belongs to a value: msg="set level=error" names no level.
        var bare = line.replaceAll("=\"[^\"]{25,}\"|=\"[^\"]* [^\"]*\"", "=_");
        var matcher = LOGFMT.matcher(bare);
        return matcher.matches() ? LevelWords.level(matcher.group(1)) : Level.UNKNOWN;
    }
}
