package io.slipway.console.environment;

import io.slipway.apps.EnvironmentView;
import io.slipway.apps.EnvironmentView.Mark;
import io.slipway.apps.EnvironmentView.Variable;
import io.slipway.kernel.Secret;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes saved variables as a {@code .env} that reads back to the same. */
final class EnvironmentFile {

    private static final Pattern PLAIN = Pattern.compile("[\\w@%+:,./=-]*");

    private EnvironmentFile() {}

    static String write(EnvironmentView environment) {
        return environment.variables().stream()
                .filter(variable -> variable.mark() != Mark.REMOVED)
                .map(EnvironmentFile::line)
                .collect(Collectors.joining());
    }

    private static String line(Variable variable) {
        Secret value = variable.value();
        return variable.name() + "=" + (value == null ? "" : quoted(value.reveal())) + "\n";
    }

    private static String quoted(String value) {
        if (PLAIN.matcher(value).matches()) {
            return value;
        }
        String escaped = value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("$", "\\$")
                .replace("\r", "\\r")
                .replace("\n", "\\n");
        return '"' + escaped + '"';
    }
}
