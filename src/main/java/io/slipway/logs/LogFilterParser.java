package io.slipway.logs;

import io.slipway.kernel.InstanceName;
import io.slipway.kernel.PlatformException;
import io.slipway.logs.LogLine.Level;
import io.slipway.logs.LogLine.Source;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the filter language by hand, from left to right. Used once. */
final class LogFilterParser {

    private static final int HIGHEST_INDEX = 9_999;
    private static final List<String> FIELDS = List.of("level:", "instance:", "process:", "stream:");

    private final String text;
    private final List<String> words = new ArrayList<>();
    private final List<String> without = new ArrayList<>();
    private final Set<Level> levels = EnumSet.noneOf(Level.class);
    private final Set<String> processes = new HashSet<>();
    private final Set<Integer> indexes = new HashSet<>();
    private final Set<InstanceName> instances = new HashSet<>();
    private final Set<Source> sources = EnumSet.noneOf(Source.class);
    private int at;
    private int terms;

    LogFilterParser(String text) {
        this.text = text;
    }

    LogFilter parse() {
        if (text.length() > LogFilter.LONGEST) {
            throw invalid("The filter is longer than " + LogFilter.LONGEST + " characters. Shorten it.");
        }
        while (skipSpaces()) {
            if (++terms > LogFilter.MOST_TERMS) {
                throw invalid("The filter has more than " + LogFilter.MOST_TERMS + " terms. Use fewer.");
            }
            term();
        }
        return new LogFilter(words, without, levels, new Writers(processes, indexes, instances), sources);
    }

    private void term() {
        boolean negated = text.charAt(at) == '-' && at + 1 < text.length() && !isSpace(text.charAt(at + 1));
        at += negated ? 1 : 0;
        boolean quoted = text.charAt(at) == '"';
        var term = quoted ? phrase() : word();
        if (term.isEmpty()) {
            return;
        }
        if (quoted || !isField(term, negated)) {
            (negated ? without : words).add(term);
        }
    }

    private boolean isField(String term, boolean negated) {
        var lower = term.toLowerCase(Locale.ROOT);
        boolean atLeast = lower.startsWith("level>=");
        if (!atLeast && FIELDS.stream().noneMatch(lower::startsWith)) {
            return false;
        }
        if (negated) {
            throw invalid("\"-" + term + "\" is not possible: name what you want to see, such as level:error,warn.");
        }
        var value = lower.substring(atLeast ? "level>=".length() : lower.indexOf(':') + 1);
        if (atLeast) {
            levels.addAll(EnumSet.range(Level.ERROR, level(value)));
            return true;
        }
        for (var part : value.split(",", -1)) {
            addValue(lower.charAt(0), part);
        }
        return true;
    }

    private void addValue(char field, String value) {
        switch (field) {
            case 'l' -> levels.add(value.equals("unknown") || value.equals("-") ? Level.UNKNOWN : level(value));
            case 'i' -> addInstance(value);
            case 'p' -> processes.add(process(value));
            default -> sources.add(source(value));
        }
    }

    private void addInstance(String value) {
        int slash = value.indexOf('/');
        if (slash < 0) {
            indexes.add(index(value));
        } else {
            instances.add(new InstanceName(process(value.substring(0, slash)), index(value.substring(slash + 1))));
        }
    }

    private static String process(String value) {
        if (value.matches("[a-z0-9-]{1,32}")) {
            return value;
        }
        throw invalid("\"" + value + "\" is no process. Write process:web or process:web,worker.");
    }

    private static Level level(String value) {
        var level = LevelWords.level(value);
        if (level == Level.UNKNOWN) {
            throw invalid("\"" + value + "\" is no level. Use error, warn, info, debug, trace or unknown.");
        }
        return level;
    }

    private static int index(String value) {
        if (!value.isEmpty() && value.length() <= 4 && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Math.min(HIGHEST_INDEX, Integer.parseInt(value));
        }
        throw invalid("\"" + value + "\" is no instance number. Write instance:0, instance:0,2 or instance:worker/0.");
    }

    private static Source source(String value) {
        return switch (value) {
            case "stdout", "out" -> Source.STDOUT;
            case "stderr", "err" -> Source.STDERR;
            case "router", "rtr" -> Source.ROUTER;
            case "platform", "plt" -> Source.PLATFORM;
            default -> throw invalid("\"" + value + "\" is no stream. Use stdout, stderr, router or platform.");
        };
    }

    /** Up to the closing quote, or to the end where none follows: a filter is read while it is being typed. */
    private String phrase() {
        int start = at + 1;
        int close = text.indexOf('"', start);
        at = close < 0 ? text.length() : close + 1;
        return text.substring(start, close < 0 ? text.length() : close);
    }

    private String word() {
        int start = at;
        while (at < text.length() && !isSpace(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private boolean skipSpaces() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c);
    }

    private static PlatformException.Invalid invalid(String sentence) {
        return new PlatformException.Invalid("invalid-filter", "q", sentence);
    }
}
