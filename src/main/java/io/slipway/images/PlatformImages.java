package io.slipway.images;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The images that Slipway makes itself, from a static busybox and a few scripts: <em>pause</em> holds an instance's network
 * namespace, <em>sample</em> is an app to try things with. The same busybox gives the same bytes and ids at every making.
 */
public final class PlatformImages {

    /** What people write to get the sample app. */
    public static final String SAMPLE_REFERENCE = "slipway/sample";

    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final List<String> APPLETS = List.of(
            "awk", "cat", "cut", "date", "dd", "echo", "env", "head", "hostname", "kill", "ls", "nc", "ps", "sed", "seq",
            "sh", "sleep", "sort", "timeout", "tr", "true", "usleep", "wc", "wget", "yes");

    private static final String COMMON =
            "{\"architecture\":\"%s\",\"config\":{%s},\"created\":\"1970-01-01T00:00:00Z\",\"os\":\"linux\","
                    + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"%%s\"]}}";
    private static final String PAUSE_CONFIG = "\"Cmd\":[\"/bin/busybox\",\"sleep\",\"2147483647\"],\"User\":\"65534:65534\"";
    private static final String SAMPLE_CONFIG = "\"Cmd\":[\"/bin/sh\",\"/app/start\"],\"Env\":[\"PATH=/bin\"],"
            + "\"ExposedPorts\":{\"8080/tcp\":{}},\"User\":\"1000:1000\",\"WorkingDir\":\"/app\"";

    private final PlatformImage pause;
    private final PlatformImage sample;

    /** Makes both from this machine's busybox; {@code busybox-missing} when that is absent or needs libraries. */
    public PlatformImages() {
        this(BUSYBOX);
    }

    PlatformImages(Path busyboxFile) {
        var busybox = StaticBusybox.read(busyboxFile);
        this.pause = new PlatformImage(
                "pause", COMMON.formatted(busybox.architecture(), PAUSE_CONFIG), tar -> program(tar, busybox));
        this.sample = new PlatformImage(
                "sample", COMMON.formatted(busybox.architecture(), SAMPLE_CONFIG), tar -> sampleFiles(tar, busybox));
    }

    /** Holds a network namespace and sleeps; needs no write access and no capability. */
    public PlatformImage pause() {
        return pause;
    }

    /** The sample app: listens on {@code PORT} (8080), ends with 0 at TERM. */
    public PlatformImage sample() {
        return sample;
    }

    /** The image with this id, if Slipway makes it. */
    public Optional<PlatformImage> byId(String imageId) {
        return Stream.of(pause, sample)
                .filter(image -> image.imageId().equals(imageId))
                .findFirst();
    }

    private static void program(TarWriter tar, StaticBusybox busybox) throws IOException {
        tar.directory("bin", 0755);
        tar.file("bin/busybox", 0755, busybox.content());
    }

    private static void sampleFiles(TarWriter tar, StaticBusybox busybox) throws IOException {
        tar.directory("app", 0755);
        for (var file : List.of("answer", "page.html", "start")) {
            tar.file("app/" + file, 0755, resource(file));
        }
        program(tar, busybox);
        for (var applet : APPLETS) {
            tar.link("bin/" + applet, "busybox");
        }
        tar.directory("etc", 0755);
        tar.file("etc/passwd", 0644, resource("passwd"));
        tar.directory("tmp", 01777);
    }

    private static byte[] resource(String name) {
        try (InputStream in = PlatformImages.class.getResourceAsStream("sample/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks a file of the sample app: " + name);
            }
            return in.readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
