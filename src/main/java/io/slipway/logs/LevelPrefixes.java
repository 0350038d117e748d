package io.slipway.logs;

import io.slipway.logs.LogLine.Level;

/** Walks over what loggers write before the level: times, dates, zones, process numbers, thread and logger names. */
final class LevelPrefixes {

    private static final int MOST = 8;

    private final String line;
    private int at;
    /** Whether something like a time came already: without one, a first word that is no level ends the walk. */
    private boolean dated;

    private boolean over;

    LevelPrefixes(String line) {
        this.line = line;
    }

    Level level() {
        var level = Level.UNKNOWN;
        for (int i = 0; i < MOST && level == Level.UNKNOWN && !over && at < line.length(); i++) {
            char first = line.charAt(at);
            level = first == '[' || first == '<' ? inBrackets(first == '[' ? ']' : '>') : word(i == 0);
        }
        return level;
    }

    private Level inBrackets(char closing) {
        int close = line.indexOf(closing, at);
        if (close < 0) {
            over = true;
            return Level.UNKNOWN;
        }
        var inside = line.substring(at + 1, close).strip();
        dated = true;
        at = skipSpaces(close + 1);
        return bracketed(inside);
    }

    private Level word(boolean first) {
        int end = endOfToken(at);
        var token = line.substring(at, end);
        at = skipSpaces(end);
        var level = token(token, first);
        if (level == Level.UNKNOWN) {
            pass(token);
        }
        return level;
    }

    private void pass(String token) {
        if (isTimeLike(token)) {
            dated = true;
        } else if (dated && token.equals("-")) {
            passNameBetweenDashes();
        } else {
            over = true;
        }
    }

    /** "time - logger - LEVEL - text": the name between two dashes is skipped with them. */
    private void passNameBetweenDashes() {
        int end = endOfToken(at);
        if (line.startsWith(" - ", end) && LevelWords.exact(line.substring(at, end)) == Level.UNKNOWN) {
            at = end + 3;
        }
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

    private int endOfToken(int from) {
        int end = line.indexOf(' ', from);
        int tab = line.indexOf('\t', from);
        end = end < 0 || (tab >= 0 && tab < end) ? tab : end;
        int bracket = line.indexOf('[', from);
        end = bracket > from && (end < 0 || bracket < end) ? bracket : end;
        return end < 0 ? line.length() : end;
    }

    private int skipSpaces(int from) {
        int at = from;
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }
}
