package io.slipway.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals values for the store: a random data key per value encrypts the value, the cluster's master key encrypts the data key;
 * both AES-256-GCM, so that a changed byte is noticed. Thread-safe.
 *
 * <p>Format: version, 4 bytes that name the master key, nonce and sealed data key, nonce and sealed value. The first five bytes
 * are authenticated with both.
 */
public final class SecretBox {

    /** Length of a master key in bytes. */
    public static final int KEY_BYTES = 32;

    private static final byte VERSION = 1;
    private static final int KEY_NAME_BYTES = 4;
    private static final int HEADER_BYTES = 1 + KEY_NAME_BYTES;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int SEALED_KEY_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES;
    private static final int MIN_BYTES = HEADER_BYTES + SEALED_KEY_BYTES + NONCE_BYTES + TAG_BYTES;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec masterKey;
    private final byte[] header;

    /**
     * A box under a master key.
     *
     * @param masterKey exactly {@link #KEY_BYTES} bytes; copied
     */
    public SecretBox(byte[] masterKey) {
        if (masterKey.length != KEY_BYTES) {
            throw new IllegalArgumentException("A master key has " + KEY_BYTES + " bytes, not " + masterKey.length);
        }
        this.masterKey = new SecretKeySpec(masterKey, "AES");
        this.header = ByteBuffer.allocate(HEADER_BYTES)
                .put(VERSION)
                .put(sha256(masterKey), 0, KEY_NAME_BYTES)
                .array();
    }

    /** Seals text as UTF-8. */
    public byte[] seal(String text) {
        return seal(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Seals bytes; two calls with the same bytes give different results. */
    public byte[] seal(byte[] value) {
        byte[] dataKey = randomBytes(KEY_BYTES);
        try {
            byte[] sealedKey = encrypt(masterKey, dataKey);
            byte[] sealedValue = encrypt(new SecretKeySpec(dataKey, "AES"), value);
            return ByteBuffer.allocate(HEADER_BYTES + sealedKey.length + sealedValue.length)
                    .put(header)
                    .put(sealedKey)
                    .put(sealedValue)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    /** Opens what {@link #seal(String)} made; errors as {@link #open}. */
    public String openText(byte[] sealed) {
        return new String(open(sealed), StandardCharsets.UTF_8);
    }

    /**
     * Opens what {@link #seal(byte[])} made.
     *
     * @throws IllegalStateException when it was sealed under another master key, or was changed
     */
    public byte[] open(byte[] sealed) {
        requireOurs(sealed);
        int valueAt = HEADER_BYTES + SEALED_KEY_BYTES;
        try {
            byte[] dataKey = decrypt(masterKey, sealed, HEADER_BYTES, SEALED_KEY_BYTES);
            return decrypt(new SecretKeySpec(dataKey, "AES"), sealed, valueAt, sealed.length - valueAt);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A sealed value was changed or damaged", e);
        }
    }

    private void requireOurs(byte[] sealed) {
        if (sealed.length < MIN_BYTES || sealed[0] != VERSION) {
            throw new IllegalStateException("Not a sealed value of a known format");
        }
        if (!Arrays.equals(sealed, 0, HEADER_BYTES, header, 0, HEADER_BYTES)) {
            throw new IllegalStateException("A sealed value belongs to another master key; restore the right key bundle");
        }
    }

    private byte[] encrypt(SecretKeySpec key, byte[] plain) throws GeneralSecurityException {
        byte[] nonce = randomBytes(NONCE_BYTES);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, 0).doFinal(plain);
        return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    private byte[] decrypt(SecretKeySpec key, byte[] from, int offset, int length) throws GeneralSecurityException {
        return cipher(Cipher.DECRYPT_MODE, key, from, offset)
                .doFinal(from, offset + NONCE_BYTES, length - NONCE_BYTES);
    }

    private Cipher cipher(int mode, SecretKeySpec key, byte[] nonceIn, int offset) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonceIn, offset, NONCE_BYTES));
        cipher.updateAAD(header);
        return cipher;
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
