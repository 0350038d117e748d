package io.slipway.agent;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.slipway.protocol.AgentLinkGrpc;
import io.slipway.protocol.RenewCertificateRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.operator.OperatorCreationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the host's certificate in good time, with a new key: asks over the present one, keeps the answer on disk, and only then
 * shows it. A host that was away until its certificate ended must join again. Runs on one thread of its own.
 */
final class CertificateRenewer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CertificateRenewer.class);
    private static final int LIMIT_SECONDS = 15;
    /** The wall clock may jump, and a machine may sleep: looked at again at least so often. */
    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

    private final ServerLink link;
    private final IdentityFiles files;
    private final Clock clock;
    private final double lot = ThreadLocalRandom.current().nextDouble();
    private final Thread thread;
    private Identity identity;
    private Instant nextTry;

    CertificateRenewer(ServerLink link, IdentityFiles files, Identity identity, Clock clock) {
        this.link = link;
        this.files = files;
        this.clock = clock;
        this.identity = identity;
        this.nextTry = RenewalTimes.dueAt(identity.certificate(), lot);
        this.thread = Thread.ofVirtual().name("certificate-renewal").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                var rest = Duration.between(clock.instant(), nextTry);
                if (rest.isPositive()) {
                    Thread.sleep(rest.compareTo(LONGEST_SLEEP) < 0 ? rest : LONGEST_SLEEP);
                } else {
                    step();
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** One try, if it is time for one. */
    void step() {
        if (clock.instant().isBefore(nextTry)) {
            return;
        }
        try {
            var renewed = renewed();
            files.replace(renewed);
            identity = renewed;
            nextTry = RenewalTimes.dueAt(renewed.certificate(), lot);
            log.atInfo()
                    .addKeyValue("until", renewed.certificate().getNotAfter().toInstant())
                    .log("Certificate renewed; reconnecting with it");
            link.use(renewed);
        } catch (StatusRuntimeException | IOException | UncheckedIOException failure) {
            failed(String.valueOf(failure.getMessage()));
        } catch (GeneralSecurityException | OperatorCreationException unusable) {
            failed("the server's answer cannot be used: " + unusable.getMessage());
        }
    }

    private void failed(String because) {
        var now = clock.instant();
        nextTry = now.plus(RenewalTimes.pauseAfterFailure(identity.certificate(), now));
        var end = identity.certificate().getNotAfter().toInstant();
        if (now.isAfter(end)) {
            log.atError()
                    .addKeyValue("ended", end)
                    .log(
                            "The host's certificate has ended, and the server lets it in no more; join again with a new token");
        } else {
            log.atWarn()
                    .addKeyValue("because", because)
                    .addKeyValue("until", end)
                    .log("The certificate could not be renewed yet; trying again");
        }
    }

    private Identity renewed() throws IOException, GeneralSecurityException, OperatorCreationException {
        var keys = Joining.newKeys();
        var reply = AgentLinkGrpc.newBlockingStub(link)
                .withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS)
                .renewCertificate(RenewCertificateRequest.newBuilder()
                        .setCertificateSigningRequest(ByteString.copyFrom(Joining.signingRequest(keys)))
                        .build());
        var certificate = IdentityFiles.certificate(reply.getCertificate().toByteArray());
        certificate.verify(identity.authority().getPublicKey());
        if (!Arrays.equals(
                certificate.getPublicKey().getEncoded(), keys.getPublic().getEncoded())) {
            throw new GeneralSecurityException("it is for another key");
        }
        return new Identity(
                identity.hostId(), identity.clusterId(), keys.getPrivate(), certificate, identity.authority());
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
