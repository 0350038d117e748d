package io.slipway.console.admin;

import io.slipway.console.components.Figures;
import io.slipway.hosts.HostService;
import io.slipway.hosts.HostView;
import io.slipway.hosts.JoinTokenService;
import io.slipway.hosts.NewJoinToken;
import io.slipway.kernel.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the dialog that adds a host knows: the token it asked for, and whether its host is there. */
final class AddHostModel {

    private static final Set<String> NAMES_OF_THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final JoinTokenService tokens;
    private final HostService hosts;
    private final Clock clock;
    /** By which the browser reached this console. */
    private final String server;

    private @Nullable NewJoinToken token;
    private Optional<HostView> joined = Optional.empty();

    AddHostModel(JoinTokenService tokens, HostService hosts, Clock clock, String server) {
        this.tokens = tokens;
        this.hosts = hosts;
        this.clock = clock;
        this.server = server;
    }

    /** Throws what the service refuses with. */
    void invite(String name) {
        token = tokens.create(name);
    }

    boolean isInvited() {
        return token != null;
    }

    void refresh() {
        joined = hosts.list().stream()
                .filter(host -> host.name().equals(made().hostName()))
                .filter(host -> host.state() == HostView.State.READY)
                .findFirst();
    }

    boolean hasJoined() {
        return joined.isPresent();
    }

    Secret command() {
        return made().command(server);
    }

    String instruction() {
        return "Run this as root on " + made().hostName() + ", in a folder with Slipway in it:";
    }

    /** How long the command works. */
    String term() {
        var left = Duration.between(clock.instant(), made().expiresAt());
        var minutes = Duration.ofMinutes(Math.ceilDiv(left.toSeconds(), 60));
        return "It works once, for this host alone, within " + Figures.duration(minutes) + ". It is not shown again.";
    }

    /** Why the command will not do as it is; empty when it will. */
    String warning() {
        return NAMES_OF_THIS_MACHINE.contains(server)
                ? "Other machines do not reach this one as " + server
                        + ". Bring Slipway up with --listen and an address that they reach, open the console under that"
                        + " address, and add the host there."
                : "";
    }

    /** Where it stands. */
    String sentence() {
        return joined.map(host -> host.name() + " has joined: "
                        + Figures.cpu(host.cpu().millis()).text() + ", "
                        + Figures.bytes(host.memory().bytes()).text())
                .orElseGet(() -> "Waiting for " + made().hostName() + " to join");
    }

    private NewJoinToken made() {
        return Objects.requireNonNull(token, "Nothing was asked for yet");
    }
}
