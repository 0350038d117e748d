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
    private static final int MOST_PREFIXES = 8;
    private static final Pattern KLOG = Pattern.compile("[IWEF]\\d{4} \\d\\d:\\d\\d:\\d\\d.*");
    private static final Pattern LOGFMT = Pattern.compile(
            "(?:^|.*? )(?:level|lvl|severity)=\"?([A-Za-z]+)\"?(?: .*|$)");
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
        return prefixed(start);
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

    /** Walks over what loggers write before the level: times, dates, zones, process numbers, thread and logger names. */
    private static Level prefixed(String line) {
        int at = 0;
        boolean dated = false;
        for (int i = 0; i < MOST_PREFIXES && at < line.length(); i++) {
            if (line.charAt(at) == '[' || line.charAt(at) == '<') {
                int close = line.indexOf(line.charAt(at) == '[' ? ']' : '>', at);
                if (close < 0) {
                    return Level.UNKNOWN;
                }
                var level = bracketed(line.substring(at + 1, close).strip());
                if (level != Level.UNKNOWN) {
                    return level;
                }
                dated = true;
                at = skipSpaces(line, close + 1);
                continue;
            }
            int end = endOfToken(line, at);
            var token = line.substring(at, end);
            var level = token(token, i == 0);
            if (level != Level.UNKNOWN) {
                return level;
            }
            int next = skipSpaces(line, end);
            if (isTimeLike(token)) {
                dated = true;
            } else if (dated && token.equals("-")) {
                // "time - logger - LEVEL - text": the name between two dashes is skipped with them.
                int nameEnd = endOfToken(line, next);
                boolean dashed = line.startsWith(" - ", nameEnd);
                next = dashed && LevelWords.exact(line.substring(next, nameEnd)) == Level.UNKNOWN ? nameEnd + 3 : next;
            } else {
                return Level.UNKNOWN;
            }
            at = next;
        }
        return Level.UNKNOWN;
    }

    private static Level bracketed(String inside) {
        // Apache writes [module:level].
        int colon = inside.lastIndexOf(':');
        return LevelWords.level(colon > 0 && inside.indexOf(' ') < 0 ? inside.substring(colon + 1) : inside);
    }

    private static Level token(String token, boolean first) {
        int colon = token.indexOf(':');
        if (colon < 0) {
            return LevelWords.exact(token);
        }
        var word = token.substring(0, colon);
        var level = LevelWords.exact(word);
        boolean labels = colon == token.length() - 1 && (first || LevelWords.isCapital(word));
        return level == Level.UNKNOWN && labels ? LevelWords.level(word) : level;
    }

    private static boolean isTimeLike(String token) {
        if (token.equals("UTC") || token.equals("GMT") || token.equals("CET") || token.equals("CEST")) {
            return true;
        }
        int digits = 0;
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (Character.isDigit(c)) {
                digits++;
            } else if ("-:.,/+TZ".indexOf(c) < 0) {
                return false;
            }
        }
        return digits >= 4;
    }

    private static int endOfToken(String line, int from) {
        int end = line.indexOf(' ', from);
        int tab = line.indexOf('\t', from);
        end = end < 0 || (tab >= 0 && tab < end) ? tab : end;
        int bracket = line.indexOf('[', from);
        end = bracket > from && (end < 0 || bracket < end) ? bracket : end;
        return end < 0 ? line.length() : end;
    }

    private static int skipSpaces(String line, int from) {
        int at = from;
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }
}
