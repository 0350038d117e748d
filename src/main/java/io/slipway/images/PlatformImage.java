package io.slipway.images;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** An image that Slipway makes: its id is known without an engine, and the archive is the same at every making. */
public final class PlatformImage {

    /** The repository that loaded archives are tagged in; the tag is the start of the image id. */
    public static final String REPOSITORY = "slipway/platform";

    private static final int TAG_LENGTH = 12;
    private static final String ID_PREFIX = "sha256:";

    private final String name;
    private final Layer layer;
    private final byte[] configuration;
    private final String layerDigest;
    private final String imageId;
    private final long size;

    /** Writes the one layer of an image. */
    interface Layer {
        void write(TarWriter tar) throws IOException;
    }

    /** @param template of the configuration, with one {@code %s} for the digest of the layer */
    PlatformImage(String name, String template, Layer layer) {
        this.name = name;
        this.layer = layer;
        var content = layerContent();
        this.size = content.length;
        this.layerDigest = sha256(content);
        this.configuration = template.formatted(ID_PREFIX + layerDigest).getBytes(StandardCharsets.UTF_8);
        this.imageId = ID_PREFIX + sha256(configuration);
    }

    /** What it is for: {@code pause} or {@code sample}. */
    public String name() {
        return name;
    }

    /** {@code sha256:…} of the configuration; engines know the image by it once the archive is loaded. */
    public String imageId() {
        return imageId;
    }

    /** Size of its files in bytes. */
    public long sizeBytes() {
        return size;
    }

    /** The name under which an engine finds a loaded image when it counts ids in another way than by configuration. */
    public static String tagOf(String imageId) {
        int start = ID_PREFIX.length();
        return REPOSITORY + ":" + imageId.substring(start, start + TAG_LENGTH);
    }

    /** The archive in the format of {@code docker save}, made afresh: a few megabytes. */
    public InputStream open() {
        try {
            var out = new ByteArrayOutputStream((int) size + 16 * 1024);
            var tar = new TarWriter(out);
            var configurationName = imageId.substring(ID_PREFIX.length()) + ".json";
            tar.file(configurationName, 0644, configuration);
            tar.directory(layerDigest, 0755);
            tar.file(layerDigest + "/layer.tar", 0644, layerContent());
            tar.file("manifest.json", 0644, manifest(configurationName).getBytes(StandardCharsets.UTF_8));
            tar.end();
            return new ByteArrayInputStream(out.toByteArray());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private String manifest(String configurationName) {
        return "[{\"Config\":\"%s\",\"RepoTags\":[\"%s\"],\"Layers\":[\"%s/layer.tar\"]}]"
                .formatted(configurationName, tagOf(imageId), layerDigest);
    }

    private byte[] layerContent() {
        try {
            var out = new ByteArrayOutputStream();
            var tar = new TarWriter(out);
            layer.write(tar);
            tar.end();
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
