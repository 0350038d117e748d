package io.slipway;

import io.slipway.keys.WrongPassphraseException;
import java.net.BindException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Why the server does not start, as a sentence with what to do, instead of a stack trace. Spring Boot asks it. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartFailure implements FailureAnalyzer {

    private static final Pattern PORT_AT_THE_END = Pattern.compile(":(\\d{1,5})\\D*$");
    /** H2's codes for a database that another process has open, and for one that cannot be read. */
    private static final int DATABASE_ALREADY_OPEN = 90020;

    private static final int DATABASE_BROKEN = 90030;
    private static final String WHO_LISTENS = " ss -ltnp 'sport = :%d' tells who listens there.";

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        String around = "";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var found = explain(cause, around);
            if (found.isPresent()) {
                return new FailureAnalysis(found.get().what(), found.get().nextStep(), failure);
            }
            around = String.valueOf(cause.getMessage());
        }
        return null;
    }

    private record Explanation(String what, String nextStep) {}

    private static Optional<Explanation> explain(Throwable cause, String around) {
        return switch (cause) {
            case PortInUseException taken -> Optional.of(taken("console and API", taken.getPort(), "--console-port"));
            case BindException taken -> agentPort(around + String.valueOf(taken.getMessage()));
            case SQLException refused -> ofStore(refused);
            case WrongPassphraseException wrong ->
                Optional.of(new Explanation(
                        "The keys of this installation cannot be opened: " + wrong.getMessage(),
                        "Put the passphrase that belongs to them into keys/passphrase of the data folder."));
            default -> Optional.empty();
        };
    }

    private static Optional<Explanation> agentPort(String message) {
        var port = PORT_AT_THE_END.matcher(message);
        return port.find()
                ? Optional.of(taken("agents", Integer.parseInt(port.group(1)), "--agent-port"))
                : Optional.empty();
    }

    private static Explanation taken(String what, int port, String option) {
        return new Explanation(
                "Port %d, for %s, is taken by another program.".formatted(port, what),
                "Choose another with ./slipway up %s NUMBER, or end that program.".formatted(option)
                        + WHO_LISTENS.formatted(port));
    }

    private static Optional<Explanation> ofStore(SQLException refused) {
        return switch (refused.getErrorCode()) {
            case DATABASE_ALREADY_OPEN ->
                Optional.of(new Explanation(
                        "Another server uses this data folder already: " + refused.getMessage(),
                        "./slipway status tells which. To run a second Slipway, give it a folder with --data DIR."));
            case DATABASE_BROKEN ->
                Optional.of(new Explanation(
                        "The database is damaged: " + refused.getMessage(),
                        "Apps go on running meanwhile. Put the newest backup back with ./slipway restore FILE."));
            default -> Optional.empty();
        };
    }
}
