package io.slipway.apps;

import io.slipway.kernel.Secret;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the text of a {@code .env} file: {@code NAME=value} on each line, {@code #} comments, an optional {@code export}, single
 * quotes for text as it is, double quotes with the escapes {@code \n \r \t \" \\ \$} and across lines. Nothing is expanded.
 *
 * @param values what was read, in the order of the file; of two lines for one name the later counts
 * @param problems what could not be read, by line
 */
public record DotEnv(Map<String, Secret> values, List<Problem> problems) {

    /** Longest text in characters that is looked at. */
    public static final int MAX_CHARACTERS = 1024 * 1024;

    /**
     * A line that could not be read.
     *
     * @param line counts from 1
     * @param sentence what is wrong; never quotes the line, which may hold a secret
     */
    public record Problem(int line, String sentence) {}

    public DotEnv {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        problems = List.copyOf(problems);
    }

    /** Reads a text; never fails, but tells what it could not read. */
    public static DotEnv parse(String text) {
        if (text.length() > MAX_CHARACTERS) {
            return new DotEnv(Map.of(), List.of(new Problem(1, "The text has more than a million characters.")));
        }
        return new Reader(text).read();
    }

    /** One pass over the lines; {@code line} is the index of the line being read. */
    private static final class Reader {

        private static final String EXPORT = "export ";

        private final List<String> lines;
        private final Map<String, Secret> values = new LinkedHashMap<>();
        private final List<Problem> problems = new ArrayList<>();
        private int line;

        Reader(String text) {
            lines = text.startsWith("\uFEFF")
                    ? text.substring(1).lines().toList()
                    : text.lines().toList();
        }

        DotEnv read() {
            for (line = 0; line < lines.size(); line++) {
                var trimmed = lines.get(line).strip();
                if (!trimmed.isEmpty() && !trimmed.startsWith("#")) {
                    readAssignment(trimmed.startsWith(EXPORT) ? trimmed.substring(EXPORT.length()) : trimmed);
                }
            }
            return new DotEnv(values, problems);
        }

        private void readAssignment(String assignment) {
            int number = line + 1;
            int equals = assignment.indexOf('=');
            if (equals < 0) {
                problems.add(new Problem(number, "There is no = in this line."));
                return;
            }
            var name = assignment.substring(0, equals).strip();
            readValue(assignment.substring(equals + 1).strip(), number).ifPresent(value -> add(name, value, number));
        }

        private void add(String name, String value, int number) {
            var problem = EnvironmentRules.problem(name, value);
            if (problem.isPresent()) {
                problems.add(new Problem(number, problem.get()));
            } else if (values.put(name, new Secret(value)) != null) {
                problems.add(new Problem(number, name + " stands here a second time; this line counts."));
            }
        }

        private Optional<String> readValue(String text, int number) {
            if (text.startsWith("'")) {
                int end = text.indexOf('\'', 1);
                return end < 0
                        ? refuse(number, "The single quote is not closed on its line.")
                        : closed(text.substring(1, end), text.substring(end + 1), number);
            }
            return text.startsWith("\"") ? readDoubleQuoted(text.substring(1), number) : Optional.of(unquoted(text));
        }

        private Optional<String> readDoubleQuoted(String first, int number) {
            var value = new StringBuilder();
            var rest = first;
            for (int at = line; ; at++) {
                int end = unescape(rest, value);
                if (end >= 0) {
                    line = at;
                    return closed(value.toString(), rest.substring(end + 1), number);
                }
                if (at + 1 == lines.size()) {
                    return refuse(number, "The double quote is never closed.");
                }
                value.append('\n');
                rest = lines.get(at + 1);
            }
        }

        /** Copies up to the closing quote and answers where that is; -1 when the text ends before. */
        private static int unescape(String text, StringBuilder value) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '"') {
                    return i;
                }
                if (c == '\\' && i + 1 < text.length()) {
                    i++;
                    appendEscaped(text.charAt(i), value);
                } else {
                    value.append(c);
                }
            }
            return -1;
        }

        private static void appendEscaped(char escaped, StringBuilder value) {
            switch (escaped) {
                case 'n' -> value.append('\n');
                case 'r' -> value.append('\r');
                case 't' -> value.append('\t');
                case '"', '\\', '$' -> value.append(escaped);
                default -> value.append('\\').append(escaped);
            }
        }

        private Optional<String> closed(String value, String after, int number) {
            var rest = after.strip();
            return rest.isEmpty() || rest.startsWith("#")
                    ? Optional.of(value)
                    : refuse(number, "There is text after the closing quote.");
        }

        private static String unquoted(String text) {
            if (text.startsWith("#")) {
                return "";
            }
            int comment = Math.max(text.indexOf(" #"), text.indexOf("\t#"));
            return comment < 0 ? text : text.substring(0, comment).strip();
        }

        private Optional<String> refuse(int number, String sentence) {
            problems.add(new Problem(number, sentence));
            return Optional.empty();
        }
    }
}
