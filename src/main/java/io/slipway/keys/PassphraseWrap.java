package io.slipway.keys;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Wraps bytes with a passphrase: PBKDF2 (RFC 8018) with HMAC-SHA-256, then AES-256-GCM. Layout: version byte, salt, nonce,
 * ciphertext with tag.
 */
final class PassphraseWrap {

    private static final byte VERSION = 1;
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BITS = 256;
    /** About 0.2 s on one core: dear for a guesser, bearable at start. */
    private static final int ITERATIONS = 310_000;

    private final char[] passphrase;
    private final SecureRandom random = new SecureRandom();

    PassphraseWrap(char[] passphrase) {
        this.passphrase = passphrase.clone();
    }

    byte[] wrap(byte[] plain) throws GeneralSecurityException {
        var salt = randomBytes(SALT_BYTES);
        var nonce = randomBytes(NONCE_BYTES);
        var sealed = cipher(Cipher.ENCRYPT_MODE, salt, nonce).doFinal(plain);
        return ByteBuffer.allocate(1 + SALT_BYTES + NONCE_BYTES + sealed.length)
                .put(VERSION)
                .put(salt)
                .put(nonce)
                .put(sealed)
                .array();
    }

    byte[] unwrap(byte[] wrapped) throws GeneralSecurityException {
        var in = ByteBuffer.wrap(wrapped);
        if (wrapped.length < 1 + SALT_BYTES + NONCE_BYTES || in.get() != VERSION) {
            throw new GeneralSecurityException("Unknown format of a wrapped key bundle");
        }
        var salt = new byte[SALT_BYTES];
        var nonce = new byte[NONCE_BYTES];
        in.get(salt).get(nonce);
        var sealed = new byte[in.remaining()];
        in.get(sealed);
        try {
            return cipher(Cipher.DECRYPT_MODE, salt, nonce).doFinal(sealed);
        } catch (AEADBadTagException e) {
            throw new WrongPassphraseException(
                    "The passphrase does not open the key bundle; put the cluster's own in place");
        }
    }

    private Cipher cipher(int mode, byte[] salt, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key(salt), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private SecretKey key(byte[] salt) throws GeneralSecurityException {
        var spec = new PBEKeySpec(passphrase, salt, ITERATIONS, KEY_BITS);
        var key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec);
        return new SecretKeySpec(key.getEncoded(), "AES");
    }

    private byte[] randomBytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
