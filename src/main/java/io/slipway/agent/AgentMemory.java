package io.slipway.agent;

import com.google.protobuf.InvalidProtocolBufferException;
import io.slipway.protocol.HostAssignment;
import io.slipway.protocol.RoutingTable;
import io.slipway.protocol.Welcome;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the agent must know after a restart without a server: the last complete assignment, the last words of welcome, the
 * routing table, and the highest epoch ever seen. The assignment holds environments, so it is encrypted (AES-GCM) with a key in
 * a file beside it: that keeps it out of copies of single files, not from root of this host, who can read the processes anyway.
 */
final class AgentMemory {

    private static final Logger log = LoggerFactory.getLogger(AgentMemory.class);
    private static final String KEY = "memory.key";
    private static final String ASSIGNMENT = "assignment.sealed";
    private static final String WELCOME = "welcome.bin";
    private static final String TABLE = "routing-table.bin";
    private static final String EPOCH = "epoch";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final PrivateFiles files;
    private final SecureRandom random = new SecureRandom();
    private long knownEpoch;

    AgentMemory(PrivateFiles files) {
        this.files = files;
        this.knownEpoch = files.read(EPOCH)
                .map(bytes -> Long.parseLong(new String(bytes, StandardCharsets.US_ASCII).strip()))
                .orElse(0L);
    }

    /** The highest epoch seen, 0 at first. */
    synchronized long knownEpoch() {
        return knownEpoch;
    }

    /** Notes an epoch; false when a higher one is known, so that its sender must not be obeyed. */
    synchronized boolean admits(long epoch) {
        if (epoch < knownEpoch) {
            return false;
        }
        if (epoch > knownEpoch) {
            files.write(EPOCH, Long.toString(epoch).getBytes(StandardCharsets.US_ASCII));
            knownEpoch = epoch;
        }
        return true;
    }

    Optional<HostAssignment> assignment() {
        return files.read(ASSIGNMENT).flatMap(sealed -> {
            try {
                return Optional.of(HostAssignment.parseFrom(open(sealed)));
            } catch (GeneralSecurityException | InvalidProtocolBufferException unreadable) {
                log.atError().log("The remembered assignment cannot be read; waiting for the server's");
                return Optional.empty();
            }
        });
    }

    void keep(HostAssignment assignment) {
        try {
            files.write(ASSIGNMENT, seal(assignment.toByteArray()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Optional<Welcome> welcome() {
        return files.read(WELCOME).flatMap(bytes -> {
            try {
                return Optional.of(Welcome.parseFrom(bytes));
            } catch (InvalidProtocolBufferException unreadable) {
                return Optional.empty();
            }
        });
    }

    void keep(Welcome welcome) {
        files.write(WELCOME, welcome.toByteArray());
    }

    Optional<RoutingTable> routingTable() {
        return files.read(TABLE).flatMap(bytes -> {
            try {
                return Optional.of(RoutingTable.parseFrom(bytes));
            } catch (InvalidProtocolBufferException unreadable) {
                return Optional.empty();
            }
        });
    }

    void keep(RoutingTable table) {
        files.write(TABLE, table.toByteArray());
    }

    private byte[] seal(byte[] plain) throws GeneralSecurityException {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var cipher = cipher(Cipher.ENCRYPT_MODE, nonce);
        var sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(plain.length));
        cipher.doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
        return sealed;
    }

    private byte[] open(byte[] sealed) throws GeneralSecurityException {
        if (sealed.length < NONCE_BYTES) {
            throw new GeneralSecurityException("too short");
        }
        return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES))
                .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private synchronized byte[] key() {
        return files.read(KEY).orElseGet(() -> {
            var fresh = new byte[KEY_BYTES];
            random.nextBytes(fresh);
            files.write(KEY, fresh);
            return fresh;
        });
    }
}
