package io.slipway.keys;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * What a cluster is by its secrets.
 *
 * @param clusterId names the cluster; stands on every container as a label
 * @param masterKey 32 bytes that seal every secret in the database
 * @param authorityKey signs certificates of the server and of hosts
 * @param authority the certificate that belongs to {@code authorityKey}; agents pin its fingerprint
 */
public record KeyBundle(String clusterId, byte[] masterKey, PrivateKey authorityKey, X509Certificate authority) {

    /** Length of the master key in bytes. */
    public static final int MASTER_KEY_BYTES = 32;

    @Override
    public String toString() {
        return "KeyBundle[" + clusterId + "]";
    }
}
