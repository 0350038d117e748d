package io.slipway.agent;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts the servers of one cluster and nobody else: the chain must lead to the cluster's own authority and the certificate must
 * be made for servers. Names play no part: the authority signs no stranger, and a host's certificate is not for servers.
 */
final class ServerTrust extends X509ExtendedTrustManager {

    private static final String FOR_SERVERS = "1.3.6.1.5.5.7.3.1";

    private final Optional<X509Certificate> known;
    private final String fingerprint;

    private ServerTrust(Optional<X509Certificate> known, String fingerprint) {
        this.known = known;
        this.fingerprint = fingerprint;
    }

    /** Trust in a known authority. */
    static ServerTrust in(X509Certificate authority) {
        return new ServerTrust(Optional.of(authority), fingerprint(authority));
    }

    /** Trust in the authority whose certificate has this SHA-256, in hex; the server sends it in its chain. */
    static ServerTrust pinned(String fingerprint) {
        return new ServerTrust(Optional.empty(), fingerprint);
    }

    static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private X509Certificate authorityOf(X509Certificate[] chain) throws CertificateException {
        if (known.isPresent()) {
            return known.get();
        }
        return Arrays.stream(chain)
                .filter(each -> fingerprint(each).equalsIgnoreCase(fingerprint))
                .findFirst()
                .orElseThrow(() -> new CertificateException(
                        "The server is not the one that made the token: its authority is another"));
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        var authority = authorityOf(chain);
        var purposes = chain[0].getExtendedKeyUsage();
        if (purposes == null || !purposes.contains(FOR_SERVERS)) {
            throw new CertificateException("The certificate shown is not one for servers");
        }
        try {
            var below = Arrays.stream(chain)
                    .filter(each -> !each.equals(authority))
                    .toList();
            var path = CertificateFactory.getInstance("X.509").generateCertPath(below);
            var parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
            parameters.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
        } catch (GeneralSecurityException untrusted) {
            throw new CertificateException("The server's certificate was not signed by the cluster's authority", untrusted);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        refuse();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        refuse();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        refuse();
    }

    private static void refuse() throws CertificateException {
        throw new CertificateException("An agent has no clients");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
