package io.slipway.agent;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.slipway.protocol.LogBatch;
import io.slipway.protocol.RunSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tail on the file of a real container, with the engine's own rotation. */
@Tag("docker")
class LogShipperDockerIT {

    private static final Path BUSYBOX = Path.of("/bin/busybox");

    private final String name = "slipway-test-logs-" + UUID.randomUUID();
    private final DockerClient docker = client();

    @TempDir
    Path folder;

    private String containerId = "";

    @BeforeEach
    void makeImage() throws IOException, NoSuchAlgorithmException {
        docker.loadImageCmd(new ByteArrayInputStream(image())).exec();
    }

    @AfterEach
    void removeContainerAndImage() throws IOException {
        if (!containerId.isEmpty()) {
            docker.removeContainerCmd(containerId).withForce(true).exec();
        }
        docker.removeImageCmd(name + ":1").withForce(true).exec();
        docker.close();
    }

    @Test
    void readsEveryLineOfARealContainerOverItsRotations() throws Exception {
        var container = run(
                "i=0; while [ $i -lt 3000 ]; do echo \"line $i of some length to fill files\"; i=$((i+1)); done; sleep 60");
        try (var shipper = new LogShipper(
                folder.resolve("spool"),
                LogShipper.DEFAULT_SPOOL_BYTES,
                (id, since, sink) -> () -> {},
                Clock.systemUTC())) {
            shipper.start();
            shipper.started(container);
            await().atMost(ofSeconds(20)).until(() -> texts().size() >= 3_000);

            docker.killContainerCmd(containerId).exec();
            shipper.ended(container);
        }

        assertThat(texts())
                .containsExactlyElementsOf(IntStream.range(0, 3_000)
                        .mapToObj(i -> "line " + i + " of some length to fill files")
                        .toList());
    }

    /** Opens what is on disk as an agent would after a kill. */
    private List<String> texts() throws IOException, InterruptedException {
        var copy = Files.createTempDirectory(folder, "copy");
        try (var files = Files.list(folder.resolve("spool"))) {
            for (var file : files.filter(f -> f.toString().endsWith(LogSpoolFile.SUFFIX))
                    .toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        var texts = new ArrayList<String>();
        try (var spool = LogSpool.open(copy, LogShipper.DEFAULT_SPOOL_BYTES)) {
            var batch = spool.next(0, Duration.ZERO);
            while (batch.isPresent()) {
                addTexts(batch.get(), texts);
                batch = spool.next(batch.get().getSequence(), Duration.ZERO);
            }
        }
        return texts;
    }

    private static void addTexts(LogBatch batch, List<String> texts) {
        batch.getEntriesList().forEach(entry -> texts.add(entry.getText().toStringUtf8()));
    }

    private RunningContainer run(String script) {
        var rotation = new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "100k", "max-file", "20"));
        containerId = docker.createContainerCmd(name + ":1")
                .withName(name)
                .withLabels(Map.of("slipway-test", name))
                .withCmd("/busybox", "sh", "-c", script.replace("sleep", "/busybox sleep"))
                .withHostConfig(
                        HostConfig.newHostConfig().withNetworkMode("none").withLogConfig(rotation))
                .exec()
                .getId();
        docker.startContainerCmd(containerId).exec();
        var logPath = docker.inspectContainerCmd(containerId).exec().getLogPath();
        return new RunningContainer(
                containerId,
                1,
                logPath,
                2,
                "i-1",
                RunSpec.newBuilder().setAppId("app").build());
    }

    /** An image of one static program, as {@code docker save} would write it. */
    private byte[] image() throws IOException, NoSuchAlgorithmException {
        var layer = tar(Map.of("busybox", Files.readAllBytes(BUSYBOX)));
        var digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(layer));
        var config = """
                {"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}""".formatted(digest);
        var manifest = """
                [{"Config":"config.json","RepoTags":["%s:1"],"Layers":["layer.tar"]}]""".formatted(name);
        return tar(Map.of(
                "config.json", config.getBytes(StandardCharsets.UTF_8),
                "manifest.json", manifest.getBytes(StandardCharsets.UTF_8),
                "layer.tar", layer));
    }

    private static byte[] tar(Map<String, byte[]> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                var entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                entry.setMode(0755);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static DockerClient client() {
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost("unix:///var/run/docker.sock")
                .build();
        var transport = new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .build();
        return DockerClientImpl.getInstance(config, transport);
    }
}
