package io.slipway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {

    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";

    @TempDir
    Path folder;

    private CertificateAuthority authority;

    @BeforeEach
    void makeAuthority() {
        authority =
                new CertificateAuthority(new KeyBundleFile(folder).openOrCreate(Clock.systemUTC()), Clock.systemUTC());
    }

    @Test
    void namesTheHostItselfWhateverTheRequestClaims() throws Exception {
        var pair = CertificateAuthority.newKeyPair();

        var certificate = authority.signHost("host-1", request("CN=somebody-else", pair));

        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=host-1");
        assertThat(certificate.getPublicKey()).isEqualTo(pair.getPublic());
        certificate.verify(authority.certificate().getPublicKey());
    }

    @Test
    void givesHostsAndServersOnlyTheUseThatTheyNeed() throws Exception {
        var pair = CertificateAuthority.newKeyPair();

        var host = authority.signHost("host-1", request("CN=x", pair));
        var server = authority.signServer(pair.getPublic(), List.of("localhost", "127.0.0.1"));

        assertThat(host.getExtendedKeyUsage()).containsExactly(CLIENT_AUTH);
        assertThat(server.getExtendedKeyUsage()).containsExactly(SERVER_AUTH);
        assertThat(server.getSubjectAlternativeNames().stream().map(name -> (Object) name.get(1)))
                .containsExactlyInAnyOrder("localhost", "127.0.0.1");
        assertThat(host.getBasicConstraints()).as("a host is no authority").isNegative();
    }

    @Test
    void refusesWhatIsNoSigningRequest() {
        assertThatThrownBy(() -> authority.signHost("host-1", new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] request(String subject, KeyPair pair) throws Exception {
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
        return new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), pair.getPublic())
                .build(signer)
                .getEncoded();
    }
}
