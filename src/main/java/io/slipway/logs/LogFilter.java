package io.slipway.logs;

import io.slipway.kernel.AppId;
import java.util.List;
import java.util.Set;

/**
 * What a user typed to narrow lines down: words that must all occur, {@code "phrases"}, {@code -words} that must not,
 * {@code level:error,warn}, {@code level>=warn}, {@code instance:0,worker/2}, {@code process:worker}, {@code stream:stderr}. At most {@value #MOST_TERMS} terms in
 * {@value #LONGEST} characters.
 */
public record LogFilter(
        List<String> words,
        List<String> withoutWords,
        Set<LogLine.Level> levels,
        Writers writers,
        Set<LogLine.Source> sources) {

    /** The longest filter text. */
    public static final int LONGEST = 256;

    /** The most terms in one filter. */
    public static final int MOST_TERMS = 20;

    /** Lets everything through. */
    public static final LogFilter NONE = new LogFilter(List.of(), List.of(), Set.of(), Writers.ALL, Set.of());

    public LogFilter {
        words = List.copyOf(words);
        withoutWords = List.copyOf(withoutWords);
        levels = Set.copyOf(levels);
        sources = Set.copyOf(sources);
    }

    /**
     * Reads a filter.
     *
     * @throws io.slipway.kernel.PlatformException.Invalid with field {@code q} and a sentence that says what to write instead
     */
    public static LogFilter parse(String text) {
        return new LogFilterParser(text).parse();
    }

    /** All lines of an app that pass, oldest first. */
    public LogQuery query(AppId appId, int limit) {
        return new LogQuery(
                appId,
                0,
                Long.MAX_VALUE,
                0,
                Long.MAX_VALUE,
                words,
                withoutWords,
                levels,
                writers,
                sources,
                false,
                limit);
    }
}
