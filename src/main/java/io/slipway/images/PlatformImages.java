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

    /** Who runs it: nobody whom an app's image would name, so that the app may not touch what it looks at. */
    public static final String FENCE_USER = "65533:65533";

    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final List<String> APPLETS = List.of(
            "awk",
            "cat",
            "cut",
            "date",
            "dd",
            "echo",
            "env",
            "head",
            "hostname",
            "kill",
            "ls",
            "nc",
            "ps",
            "sed",
            "seq",
            "sh",
            "sleep",
            "sort",
            "timeout",
            "tr",
            "true",
            "usleep",
            "wc",
            "wget",
            "yes");

    private static final String COMMON =
            "{\"architecture\":\"%s\",\"config\":{%s},\"created\":\"1970-01-01T00:00:00Z\",\"os\":\"linux\","
                    + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"%%s\"]}}";
    private static final String PAUSE_CONFIG =
            "\"Cmd\":[\"/bin/busybox\",\"sleep\",\"2147483647\"],\"User\":\"65534:65534\"";
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
                "pause", COMMON.formatted(busybox.architecture(), PAUSE_CONFIG), tar -> pauseFiles(tar, busybox));
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

    /**
     * What the pause image runs as the first process of an instance that must end when nobody renews its lease. It waits for a file
     * in {@code /dev/shm} to hold a moment, in hundredths of a second since boot, and ends after it.
     *
     * @param name of the file
     */
    public static List<String> fenceCommand(String name) {
        return List.of("/bin/busybox", "sh", "/fence", name);
    }

    /** The image with this id, if Slipway makes it. */
    public Optional<PlatformImage> byId(String imageId) {
        return Stream.of(pause, sample)
                .filter(image -> image.imageId().equals(imageId))
                .findFirst();
    }

    private static void pauseFiles(TarWriter tar, StaticBusybox busybox) throws IOException {
        program(tar, busybox);
        tar.file("fence", 0644, resource("pause/fence"));
    }

    private static void program(TarWriter tar, StaticBusybox busybox) throws IOException {
        tar.directory("bin", 0755);
        tar.file("bin/busybox", 0755, busybox.content());
    }

    private static void sampleFiles(TarWriter tar, StaticBusybox busybox) throws IOException {
        tar.directory("app", 0755);
        for (var file : List.of("answer", "page.html", "start")) {
            tar.file("app/" + file, 0755, resource("sample/" + file));
        }
        program(tar, busybox);
        for (var applet : APPLETS) {
            tar.link("bin/" + applet, "busybox");
        }
        tar.directory("etc", 0755);
        tar.file("etc/passwd", 0644, resource("sample/passwd"));
        tar.directory("tmp", 01777);
    }

    private static byte[] resource(String name) {
        try (InputStream in = PlatformImages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks a file of Slipway's images: " + name);
            }
            return in.readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
