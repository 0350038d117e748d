package io.slipway.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A registry on loopback with one image whose layer trickles and never ends. Engines speak plain HTTP to loopback. */
final class StalledRegistry implements AutoCloseable {

    private static final String MANIFEST_TYPE = "application/vnd.docker.distribution.manifest.v2+json";
    private static final int LAYER_BYTES = 50_000_000;
    private static final String CONFIG = """
            {"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}""".formatted("1".repeat(64));

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch abandoned = new CountDownLatch(1);

    StalledRegistry() throws IOException {
        Thread.ofVirtual().name("registry").start(this::listen);
    }

    String image() {
        return "127.0.0.1:" + server.getLocalPort() + "/slipway-test/stalled:1";
    }

    /** Waits until somebody fetches the layer. */
    boolean awaitPull() throws InterruptedException {
        return begun.await(20, TimeUnit.SECONDS);
    }

    /** Waits until whoever fetched the layer has hung up. */
    boolean awaitHangUp(int seconds) throws InterruptedException {
        return abandoned.await(seconds, TimeUnit.SECONDS);
    }

    private void listen() {
        try {
            while (true) {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            }
        } catch (IOException closed) {
            begun.countDown();
        }
    }

    /** One request for each connection. Engines try TLS first; what does not begin with a method is hung up on. */
    private void answer(Socket socket) {
        try (socket) {
            var input = new PushbackInputStream(socket.getInputStream());
            int first = input.read();
            if (!Character.isUpperCase(first)) {
                return;
            }
            input.unread(first);
            var lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.US_ASCII))
                    .lines()
                    .takeWhile(line -> !line.isEmpty())
                    .toList();
            answer(socket.getOutputStream(), lines.getFirst().split(" ", 3));
        } catch (IOException hungUp) {
            // The engine's own affair; what matters is counted where the layer is sent.
            return;
        }
    }

    private void answer(OutputStream out, String[] request) throws IOException {
        var path = request[1];
        boolean head = request[0].equals("HEAD");
        if (path.contains("/manifests/")) {
            send(out, MANIFEST_TYPE, manifest(), head);
        } else if (path.endsWith(digest(CONFIG))) {
            send(out, "application/octet-stream", CONFIG, head);
        } else if (path.contains("/blobs/")) {
            trickle(out);
        } else {
            send(out, "application/json", "{}", head);
        }
    }

    private void trickle(OutputStream out) throws IOException {
        out.write(head("application/octet-stream", LAYER_BYTES, ""));
        begun.countDown();
        try {
            for (int sent = 0; sent < LAYER_BYTES / 2; sent++) {
                out.write(0);
                Thread.sleep(20);
            }
        } catch (IOException hungUp) {
            abandoned.countDown();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(OutputStream out, String type, String text, boolean head) throws IOException {
        out.write(head(type, text.length(), "Docker-Content-Digest: " + digest(text) + "\r\n"));
        if (!head) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static byte[] head(String type, int length, String more) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + length + "\r\n" + more
                        + "Connection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String manifest() {
        return """
                {"schemaVersion":2,"mediaType":"%s",
                "config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":%d,"digest":"%s"},
                "layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":%d,"digest":"sha256:%s"}]}""".formatted(MANIFEST_TYPE, CONFIG.length(), digest(CONFIG), LAYER_BYTES, "2".repeat(64));
    }

    private static String digest(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
