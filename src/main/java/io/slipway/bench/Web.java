package io.slipway.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** HTTP in its smallest form: one request on one connection, over TCP or over a unix socket. */
final class Web {

    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int BUFFER = 1 << 16;
    private static final int STATUS_AT = 9;
    private static final int STATUS_END = 12;

    private Web() {}

    /**
     * An answer.
     *
     * @param status zero when there was none
     */
    record Answer(int status, String body) {}

    /** Asks a port of this machine for a path of a named host; status 0 when nobody answers. */
    static int status(int port, String host, String path) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            var request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .status();
        } catch (IOException | IllegalArgumentException nobody) {
            return 0;
        }
    }

    /** Sends a request over a unix socket. HTTP/1.0, so that the answer ends with the connection. */
    static Answer overUnixSocket(Path socket, String method, String path, String json) throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        var head =
                method + " " + path + " HTTP/1.0\r\nHost: engine\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length + "\r\n\r\n";
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
            channel.write(ByteBuffer.wrap(body));
            return answer(readAll(channel));
        }
    }

    /** A port that nobody has at the moment. */
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Reads status and body out of a whole answer. */
    static Answer answer(String text) {
        int headEnd = text.indexOf("\r\n\r\n");
        if (headEnd < 0 || !text.startsWith("HTTP/1.")) {
            throw new IllegalArgumentException("Not an HTTP answer");
        }
        return new Answer(Integer.parseInt(text.substring(STATUS_AT, STATUS_END)), text.substring(headEnd + 4));
    }

    private static String readAll(SocketChannel channel) throws IOException {
        var out = new ByteArrayOutputStream();
        var buffer = ByteBuffer.allocate(BUFFER);
        while (channel.read(buffer) >= 0) {
            out.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
