package io.slipway.logs;

import io.slipway.logs.LogLine.Level;

/** Finds the level among the outermost keys of a JSON line, which may be cut off. Used once. */
final class JsonLevel {

    private final String line;
    private int at;

    private JsonLevel(String line) {
        this.line = line;
    }

    static Level detect(String line) {
        return new JsonLevel(line).run();
    }

    private Level run() {
        int depth = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == '"') {
                var text = string();
                if (depth == 1 && isLevelKey(text) && colonFollows()) {
                    return value();
                }
                continue;
            }
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            at++;
        }
        return Level.UNKNOWN;
    }

    private static boolean isLevelKey(String key) {
        return switch (key) {
            case "level", "severity", "lvl", "log.level", "levelname", "loglevel", "@l" -> true;
            default -> false;
        };
    }

    private String string() {
        int start = ++at;
        while (at < line.length() && line.charAt(at) != '"') {
            at += line.charAt(at) == '\\' ? 2 : 1;
        }
        int end = Math.min(at, line.length());
        at = end + 1;
        return line.substring(start, end);
    }

    private boolean colonFollows() {
        skipSpaces();
        if (at < line.length() && line.charAt(at) == ':') {
            at++;
            skipSpaces();
            return true;
        }
        return false;
    }

    private Level value() {
        if (at < line.length() && line.charAt(at) == '"') {
            return LevelWords.level(string());
        }
        int start = at;
        while (at < line.length() && Character.isDigit(line.charAt(at))) {
            at++;
        }
        return LevelWords.number(line.substring(start, at));
    }

    private void skipSpaces() {
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
    }
}
