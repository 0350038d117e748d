package io.slipway.keys;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The server's own key and certificate, made anew at each start and kept in memory only, and the authority that clients must
 * come from.
 *
 * @param keyStore one key with its chain, authority included, so that a joining agent can check the fingerprint it was given
 * @param password of the key store; random, never leaves the process
 * @param trustStore the authority
 */
public record ServerIdentity(KeyStore keyStore, String password, KeyStore trustStore) {

    /** Makes an identity for this machine's usual names and {@code moreNames}. */
    public static ServerIdentity signedBy(CertificateAuthority authority, List<String> moreNames) {
        var pair = CertificateAuthority.newKeyPair();
        var names = new ArrayList<>(List.of("localhost", "127.0.0.1"));
        names.addAll(ownName());
        names.addAll(moreNames);
        var chain = new Certificate[] {authority.signServer(pair.getPublic(), names), authority.certificate()};
        var password = UUID.randomUUID().toString();
        try {
            var keys = emptyStore();
            keys.setKeyEntry("server", pair.getPrivate(), password.toCharArray(), chain);
            var trust = emptyStore();
            trust.setCertificateEntry("authority", authority.certificate());
            return new ServerIdentity(keys, password, trust);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Could not lay out the server's certificate", e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static List<String> ownName() {
        try {
            return List.of(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return List.of(); // A machine without a name of its own is reached by address.
        }
    }

    @Override
    public String toString() {
        return "ServerIdentity";
    }
}
