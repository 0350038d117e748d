package io.slipway.agent;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.netty.handler.ssl.NotSslRecordException;
import io.slipway.protocol.JoinDeskGrpc;
import io.slipway.protocol.JoinReply;
import io.slipway.protocol.JoinRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateException;
import java.security.spec.ECGenParameterSpec;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Makes this host a member of a cluster, once: a key that never leaves it, and a certificate for that key. */
final class Joining {

    private static final Pattern TOKEN = Pattern.compile("slipway-join\\.[A-Za-z0-9_-]+\\.([0-9a-fA-F]{64})");
    private static final Path KERNEL_NAME = Path.of("/proc/sys/kernel/hostname");
    private static final int LIMIT_SECONDS = 15;
    /** The server writes the real name into the certificate, whatever is asked for. */
    private static final String ANY_NAME = "CN=host";

    private final AgentOptions options;

    Joining(AgentOptions options) {
        this.options = options;
    }

    /** Joins with a token; {@link IOException} with a sentence for people when that fails for now, {@link CannotStart} for good. */
    Identity join(String token) throws IOException {
        var matcher = TOKEN.matcher(token);
        if (!matcher.matches()) {
            throw new CannotStart("The join token is not one of Slipway's. Copy it whole from the console.");
        }
        var channel = ServerChannels.forJoining(options, ServerTrust.pinned(matcher.group(1)));
        try {
            var keys = newKeys();
            var reply = JoinDeskGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS)
                    .join(JoinRequest.newBuilder()
                            .setToken(token)
                            .setHostName(hostName())
                            .putAllLabels(options.labels().values())
                            .setCertificateSigningRequest(ByteString.copyFrom(signingRequest(keys)))
                            .build());
            return identity(keys, reply, matcher.group(1));
        } catch (StatusRuntimeException refused) {
            throw failure(refused);
        } catch (GeneralSecurityException | OperatorCreationException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            channel.shutdownNow();
        }
    }

    private static Identity identity(KeyPair keys, JoinReply reply, String fingerprint)
            throws IOException, GeneralSecurityException {
        var authority =
                IdentityFiles.certificate(reply.getCertificateAuthority().toByteArray());
        if (!ServerTrust.fingerprint(authority).equalsIgnoreCase(fingerprint)) {
            throw new IOException("The server handed out another authority than the one in the token.");
        }
        var certificate = IdentityFiles.certificate(reply.getCertificate().toByteArray());
        return new Identity(reply.getHostId(), reply.getClusterId(), keys.getPrivate(), certificate, authority);
    }

    private IOException failure(StatusRuntimeException refused) {
        var status = refused.getStatus();
        return switch (status.getCode()) {
            case UNAUTHENTICATED, PERMISSION_DENIED, INVALID_ARGUMENT, NOT_FOUND, FAILED_PRECONDITION ->
                throw new CannotStart("The server at %s refused this host: %s".formatted(server(), sentence(status)));
            default -> {
                if (isCausedBy(NotSslRecordException.class, refused)) {
                    throw new CannotStart("What answers at %s is no Slipway server's port for agents. Check the port."
                            .formatted(server()));
                }
                if (isCausedBy(CertificateException.class, refused)) {
                    throw new CannotStart("The server at %s is not the one that made the token. Check the address."
                            .formatted(server()));
                }
                yield new IOException(
                        "The server does not answer at %s: %s".formatted(server(), RootCause.of(refused)));
            }
        };
    }

    private String server() {
        return options.serverHost() + ":" + options.serverPort();
    }

    private static String sentence(Status status) {
        var said = String.valueOf(status.getDescription());
        return said.endsWith(".") ? said : said + ".";
    }

    private static boolean isCausedBy(Class<? extends Exception> kind, Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(kind::isInstance);
    }

    static KeyPair newKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    static byte[] signingRequest(KeyPair keys) throws OperatorCreationException, IOException {
        return new JcaPKCS10CertificationRequestBuilder(new X500Name(ANY_NAME), keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                .getEncoded();
    }

    /** As the kernel has it: nobody else needs to know the name of this machine. */
    static String hostName() throws IOException {
        return Files.readString(KERNEL_NAME).strip();
    }
}
