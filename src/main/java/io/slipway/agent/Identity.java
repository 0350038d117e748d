package io.slipway.agent;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * Who this host is: its key, and what the cluster's authority says of it.
 *
 * @param hostId as the server knows it
 * @param clusterId the label of everything that this agent makes
 * @param key of the certificate; never leaves this host
 * @param certificate for client authentication
 * @param authority that signs servers and hosts
 */
record Identity(
        String hostId, String clusterId, PrivateKey key, X509Certificate certificate, X509Certificate authority) {

    /** Names no key. */
    @Override
    public String toString() {
        return "Identity[" + hostId + "]";
    }
}
