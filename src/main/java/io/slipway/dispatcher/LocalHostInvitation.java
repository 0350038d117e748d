package io.slipway.dispatcher;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.slipway.hosts.HostRegistry;
import io.slipway.hosts.JoinTokens;
import io.slipway.keys.CertificateAuthority;
import io.slipway.keys.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    private final HostRegistry hosts;
    private final JoinTokens tokens;
    private final CertificateAuthority authority;
    private final Path file;
    private final String hostName;

    LocalHostInvitation(
            HostRegistry hosts,
            JoinTokens tokens,
            CertificateAuthority authority,
            @Value("${slipway.data}") Path data,
            @Value("${slipway.local-host:${HOSTNAME:local}}") String hostName) {
        this.hosts = hosts;
        this.tokens = tokens;
        this.authority = authority;
        this.file = data.resolve("local-join-token");
        this.hostName = hostName;
    }

    @EventListener(ApplicationReadyEvent.class)
    void invite() {
        if (hosts.all().isEmpty()) {
            try {
                PrivateFiles.write(
                        file,
                        JoinTokenText.of(tokens.create(hostName), authority.certificate())
                                .getBytes(US_ASCII));
            } catch (IOException e) {
                throw new UncheckedIOException("The join token for this machine could not be written to " + file, e);
            }
        }
    }
}
