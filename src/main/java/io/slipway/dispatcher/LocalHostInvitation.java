package io.slipway.dispatcher;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.slipway.hosts.HostRegistry;
import io.slipway.hosts.JoinTokens;
import io.slipway.kernel.PrivateFiles;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * At a start without any host, leaves a join token for the agent of this machine in a file that only root can read. The agent
 * joins by it like any other host.
 */
@Component
class LocalHostInvitation {

    private static final String FILE = "local-join-token";

    private final HostRegistry hosts;
    private final JoinTokens tokens;
    private final Path data;
    private final String hostName;

    LocalHostInvitation(
            HostRegistry hosts,
            JoinTokens tokens,
            @Value("${slipway.data}") Path data,
            @Value("${slipway.local-host:${HOSTNAME:local}}") String hostName) {
        this.hosts = hosts;
        this.tokens = tokens;
        this.data = data;
        this.hostName = hostName;
    }

    @EventListener(ApplicationReadyEvent.class)
    void invite() {
        if (hosts.all().isEmpty()) {
            var token = tokens.create(hostName).text().reveal();
            new PrivateFiles(data).write(FILE, token.getBytes(US_ASCII));
        }
    }
}
