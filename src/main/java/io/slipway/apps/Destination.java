package io.slipway.apps;

import io.slipway.kernel.PlatformException;
import io.slipway.kernel.Ports;
import io.slipway.kernel.ProcessType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a route leads to within its app.
 *
 * @param process name of the process
 * @param port that its instances listen on; 0 for the primary one
 */
public record Destination(String process, int port) {

    /** Where routes lead unless somebody says otherwise. */
    public static final Destination WEB = new Destination(ProcessType.WEB, 0);

    /** Everything that routes of an app can lead to now: each process, then its further ports. */
    public static List<Destination> of(AppView app) {
        return app.processes().stream().flatMap(Destination::of).toList();
    }

    private static Stream<Destination> of(ProcessView process) {
        var further = process.settings().ports().others().stream().map(Ports.Port::number);
        return Stream.concat(Stream.of(0), further).map(port -> new Destination(process.type(), port));
    }

    /**
     * Looks whether an app has it now; a later release may have it no more, and routes lead nowhere then.
     *
     * @throws PlatformException.Invalid {@code invalid-destination}, naming the field
     */
    public void requireIn(AppView app) {
        var found = app.process(process).orElseThrow(() -> {
            var known = app.processes().stream().map(ProcessView::type).collect(Collectors.joining(", "));
            return invalid(
                    "destination.process",
                    "%s has no process %s. It has: %s.".formatted(app.path().app(), process, known));
        });
        var ports = found.settings().ports();
        if (!isIn(ports)) {
            var known = ports.all().isEmpty() ? "none" : ports.toString();
            throw invalid(
                    "destination.port", "The process %s has no port %d. It has: %s.".formatted(process, port, known));
        }
    }

    /** Whether a process with these ports listens there. */
    public boolean isIn(Ports ports) {
        return port == 0 || ports.all().stream().anyMatch(each -> each.number() == port);
    }

    /** In words: {@code web}, or {@code web:9090}. */
    @Override
    public String toString() {
        return port == 0 ? process : process + ":" + port;
    }

    private static PlatformException invalid(String field, String sentence) {
        return new PlatformException.Invalid("invalid-destination", field, sentence);
    }
}
