package io.slipway.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.slipway.kernel.PrivateFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.HexFormat;

/**
 * The key bundle on disk: {@code bundle}, wrapped by the passphrase in the file {@code passphrase} beside it (mode 600, made at
 * the first start unless the operator put one there). A backup carries the wrapped bundle and never the passphrase.
 */
public final class KeyBundleFile {

    private static final int PASSPHRASE_BYTES = 24;
    private static final String BUNDLE = "bundle";
    private static final String PASSPHRASE = "passphrase";

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    /** Uses the files in {@code folder}, which is made when missing. */
    public KeyBundleFile(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads the bundle, or makes a new cluster's bundle at the first start.
     *
     * @throws WrongPassphraseException when the passphrase does not open the bundle
     */
    public KeyBundle openOrCreate(Clock clock) {
        try {
            var files = new PrivateFiles(folder);
            var wrap = new PassphraseWrap(passphrase(files));
            if (Files.exists(bundle())) {
                return decode(wrap.unwrap(Files.readAllBytes(bundle())));
            }
            var made = generate(clock);
            files.write(BUNDLE, wrap.wrap(encode(made)));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException("The key bundle in " + folder + " cannot be read or written", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key bundle in " + folder + " is not a key bundle", e);
        }
    }

    private Path bundle() {
        return folder.resolve(BUNDLE);
    }

    private char[] passphrase(PrivateFiles files) throws IOException {
        var file = folder.resolve(PASSPHRASE);
        if (!Files.exists(file)) {
            if (Files.exists(bundle())) {
                throw new WrongPassphraseException(file + " is missing; put the cluster's passphrase there");
            }
            var bytes = new byte[PASSPHRASE_BYTES];
            random.nextBytes(bytes);
            files.write(PASSPHRASE, (HexFormat.of().formatHex(bytes) + "\n").getBytes(US_ASCII));
        }
        return Files.readString(file).strip().toCharArray();
    }

    private KeyBundle generate(Clock clock) {
        var masterKey = new byte[KeyBundle.MASTER_KEY_BYTES];
        random.nextBytes(masterKey);
        var suffix = new byte[6];
        random.nextBytes(suffix);
        var pair = CertificateAuthority.newKeyPair();
        var clusterId = HexFormat.of().formatHex(suffix);
        var certificate = CertificateAuthority.selfSigned(clusterId, pair, clock.instant());
        return new KeyBundle(clusterId, masterKey, pair.getPrivate(), certificate);
    }

    private static byte[] encode(KeyBundle bundle) throws IOException, GeneralSecurityException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(bundle.clusterId());
            writeBytes(out, bundle.masterKey());
            writeBytes(out, bundle.authorityKey().getEncoded());
            writeBytes(out, bundle.authority().getEncoded());
        }
        return bytes.toByteArray();
    }

    private static KeyBundle decode(byte[] content) throws IOException, GeneralSecurityException {
        try (var in = new DataInputStream(new ByteArrayInputStream(content))) {
            var clusterId = in.readUTF();
            var masterKey = readBytes(in);
            var key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(readBytes(in)));
            var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(readBytes(in)));
            return new KeyBundle(clusterId, masterKey, key, certificate);
        }
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}
