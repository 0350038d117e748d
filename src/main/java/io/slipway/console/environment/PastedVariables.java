package io.slipway.console.environment;

import io.slipway.apps.EnvironmentRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Variables read from text in the form of a {@code .env} file: comments, {@code export}, single quotes (literal), double quotes (with
 * escapes) and values over several lines. Nothing is expanded.
 *
 * @param values by name, the last one where a name comes twice
 * @param problems what could not be read or is worth a look, by line
 */
public record PastedVariables(Map<String, String> values, List<Problem> problems) {

    /** What is wrong in a line; a fatal one keeps its variable out. */
    public record Problem(int line, String sentence, boolean fatal) {}

    public PastedVariables {
        values = Map.copyOf(values);
        problems = List.copyOf(problems);
    }

    /** Reads the text; never throws. */
    public static PastedVariables parse(String text) {
        return new Reader(text).read();
    }

    /** Whether a line must be mended before anything is saved. */
    public boolean hasFatalProblem() {
        return problems.stream().anyMatch(Problem::fatal);
    }

    private static final class Reader {

        private final String[] lines;
        private final Map<String, String> values = new LinkedHashMap<>();
        private final List<Problem> problems = new ArrayList<>();
        private int next;

        Reader(String text) {
            lines = text.split("\\R", -1);
        }

        PastedVariables read() {
            while (next < lines.length) {
                int number = next + 1;
                String line = lines[next++].strip();
                if (!line.isEmpty() && !line.startsWith("#")) {
                    assignment(number, line);
                }
            }
            return new PastedVariables(values, problems);
        }

        private void assignment(int number, String line) {
            String plain = line.startsWith("export ") ? line.substring("export ".length()).strip() : line;
            int equals = plain.indexOf('=');
            if (equals < 1) {
                problems.add(new Problem(number, "This line is not NAME=value.", true));
                return;
            }
            String name = plain.substring(0, equals).strip();
            String rest = plain.substring(equals + 1).strip();
            String value = rest.startsWith("\"") || rest.startsWith("'") ? quoted(number, rest) : unquoted(rest);
            EnvironmentRules.problem(name, value)
                    .ifPresentOrElse(sentence -> problems.add(new Problem(number, sentence, true)), () -> put(number, name, value));
        }

        private void put(int number, String name, String value) {
            if (values.put(name, value) != null) {
                problems.add(new Problem(number, name + " comes twice; this line counts.", false));
            }
        }

        private static String unquoted(String rest) {
            int comment = rest.startsWith("#") ? 0 : rest.indexOf(" #");
            return comment < 0 ? rest : rest.substring(0, comment).strip();
        }

        private String quoted(int number, String rest) {
            char quote = rest.charAt(0);
            StringBuilder value = new StringBuilder();
            String line = rest.substring(1);
            while (true) {
                int end = copy(line, quote, value);
                if (end >= 0) {
                    requireNothingAfter(number, line.substring(end + 1).strip());
                    return value.toString();
                }
                if (next >= lines.length) {
                    problems.add(new Problem(number, "The opening " + quote + " has no closing one.", true));
                    return value.toString();
                }
                value.append('\n');
                line = lines[next++];
            }
        }

        /** Copies up to the closing quote and answers where that is; −1 when the line has none. */
        private static int copy(String line, char quote, StringBuilder value) {
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if (c == quote) {
                    return i;
                }
                if (c == '\\' && quote == '"' && i + 1 < line.length()) {
                    value.append(escaped(line.charAt(++i)));
                } else {
                    value.append(c);
                }
            }
            return -1;
        }

        private static String escaped(char c) {
            return switch (c) {
                case 'n' -> "\n";
                case 'r' -> "\r";
                case 't' -> "\t";
                case '"', '\\', '$' -> String.valueOf(c);
                default -> "\\" + c;
            };
        }

        private void requireNothingAfter(int number, String after) {
            if (!after.isEmpty() && !after.startsWith("#")) {
                problems.add(new Problem(number, "Text follows the closing quote; it is left out.", false));
            }
        }
    }
}
