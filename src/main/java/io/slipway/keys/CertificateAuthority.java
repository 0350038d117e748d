package io.slipway.keys;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** Slipway's own certificate authority: signs the server's certificate and one client certificate per host (EC P-256). */
public final class CertificateAuthority {

    /** Agents renew at two thirds of this. */
    public static final Duration HOST_LIFETIME = Duration.ofDays(90);

    private static final Duration AUTHORITY_LIFETIME = Duration.ofDays(20 * 365L);
    private static final Duration SERVER_LIFETIME = Duration.ofDays(398);
    /** Hosts' clocks may be behind ours. */
    private static final Duration CLOCK_LEEWAY = Duration.ofHours(1);

    private static final int SERIAL_BITS = 128;

    private final KeyBundle keys;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public CertificateAuthority(KeyBundle keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** The authority's own certificate. */
    public X509Certificate certificate() {
        return keys.authority();
    }

    /**
     * Signs a host's certificate. Only the public key is taken from the request; the subject is ours to say.
     *
     * @param hostId becomes the common name
     * @param signingRequest PKCS #10, DER
     * @throws IllegalArgumentException when the request is malformed or not signed by its own key
     */
    public X509Certificate signHost(String hostId, byte[] signingRequest) {
        return sign(
                subject(hostId), publicKeyOf(signingRequest), HOST_LIFETIME, KeyPurposeId.id_kp_clientAuth, List.of());
    }

    /** Signs a certificate for this server under the given DNS names and IP addresses. */
    public X509Certificate signServer(PublicKey key, List<String> names) {
        return sign(subject("slipway-server"), key, SERVER_LIFETIME, KeyPurposeId.id_kp_serverAuth, names);
    }

    /** A new EC P-256 key pair. */
    public static KeyPair newKeyPair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no P-256 keys", e);
        }
    }

    static X509Certificate selfSigned(String clusterId, KeyPair pair, Instant now) {
        var name = new X500Name("CN=Slipway CA " + clusterId);
        var builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(now.minus(CLOCK_LEEWAY)),
                Date.from(now.plus(AUTHORITY_LIFETIME)),
                name,
                pair.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return finish(builder, pair.getPrivate());
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("Could not make the certificate authority", e);
        }
    }

    private X509Certificate sign(
            X500Name subject, PublicKey key, Duration lifetime, KeyPurposeId purpose, List<String> names) {
        var now = clock.instant();
        var builder = new JcaX509v3CertificateBuilder(
                keys.authority(),
                new BigInteger(SERIAL_BITS, random),
                Date.from(now.minus(CLOCK_LEEWAY)),
                Date.from(now.plus(lifetime)),
                subject,
                key);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose));
            if (!names.isEmpty()) {
                builder.addExtension(Extension.subjectAlternativeName, false, alternativeNames(names));
            }
            return finish(builder, keys.authorityKey());
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("Could not sign a certificate", e);
        }
    }

    private static X500Name subject(String commonName) {
        return new X500Name("CN=" + commonName);
    }

    private static GeneralNames alternativeNames(List<String> names) {
        return new GeneralNames(names.stream()
                .map(name -> new GeneralName(isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private static boolean isAddress(String name) {
        return name.indexOf(':') >= 0 || name.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    }

    private static PublicKey publicKeyOf(byte[] signingRequest) {
        try {
            var request = new JcaPKCS10CertificationRequest(signingRequest);
            var verifier = new JcaContentVerifierProviderBuilder().build(request.getSubjectPublicKeyInfo());
            if (!request.isSignatureValid(verifier)) {
                throw new IllegalArgumentException("The signing request is not signed by its own key");
            }
            return request.getPublicKey();
        } catch (IOException | GeneralSecurityException | OperatorCreationException | PKCSException e) {
            throw new IllegalArgumentException("Not a signing request", e);
        }
    }

    private static X509Certificate finish(X509v3CertificateBuilder builder, java.security.PrivateKey key)
            throws OperatorCreationException, GeneralSecurityException {
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }
}
