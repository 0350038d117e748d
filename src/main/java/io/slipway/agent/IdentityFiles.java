package io.slipway.agent;

import io.slipway.kernel.PrivateFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;

/** The identity on disk; it is complete or absent, since the file that names the host is written last. */
final class IdentityFiles {

    private static final String KEY = "host.key";
    private static final String CERTIFICATE = "host.crt";
    private static final String AUTHORITY = "authority.crt";
    private static final String NAMES = "host";

    private final PrivateFiles files;

    IdentityFiles(PrivateFiles files) {
        this.files = files;
    }

    Optional<Identity> read() throws IOException {
        var names = files.read(NAMES);
        if (names.isEmpty()) {
            return Optional.empty();
        }
        var words = new String(names.get(), StandardCharsets.UTF_8).strip().split("\n", -1);
        try {
            var key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(content(KEY)));
            return Optional.of(new Identity(
                    words[0], words[1], key, certificate(content(CERTIFICATE)), certificate(content(AUTHORITY))));
        } catch (GeneralSecurityException damaged) {
            throw new IOException("The host's identity is damaged. Remove its files and join again.", damaged);
        }
    }

    void write(Identity identity) {
        try {
            files.write(KEY, identity.key().getEncoded());
            files.write(CERTIFICATE, identity.certificate().getEncoded());
            files.write(AUTHORITY, identity.authority().getEncoded());
        } catch (CertificateException impossible) {
            throw new IllegalStateException(impossible);
        }
        files.write(NAMES, (identity.hostId() + "\n" + identity.clusterId()).getBytes(StandardCharsets.UTF_8));
    }

    static X509Certificate certificate(byte[] der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private byte[] content(String name) throws IOException {
        return files.read(name).orElseThrow(() -> new IOException("The file " + name + " of the identity is missing."));
    }
}
