package io.slipway.console.apps;

import io.slipway.kernel.PlatformException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command as people type it: words split at white space, quotes keep words together, a backslash takes the next character as
 * it is. Nothing is expanded, as no shell runs it.
 */
public final class CommandLine {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private CommandLine() {}

    /**
     * Splits a typed command into its words.
     *
     * @throws PlatformException.Invalid for field {@code command} when a quote is not closed
     */
    public static List<String> parse(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
                word.append(text.charAt(++i));
                inWord = true;
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                inWord = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                inWord = end(word, inWord, words);
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new PlatformException.Invalid(
                    "invalid-command",
                    "command",
                    "The command has an opening " + quote + " without a closing one. Add it.");
        }
        end(word, inWord, words);
        return List.copyOf(words);
    }

    /** Writes words so that {@link #parse} reads them back. */
    public static String join(List<String> words) {
        return words.stream().map(CommandLine::quoted).collect(Collectors.joining(" "));
    }

    private static boolean end(StringBuilder word, boolean inWord, List<String> words) {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
        }
        return false;
    }

    private static String quoted(String word) {
        if (PLAIN.matcher(word).matches()) {
            return word;
        }
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
