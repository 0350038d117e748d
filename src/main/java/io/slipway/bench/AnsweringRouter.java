package io.slipway.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers 200 to everything, as the routers of simulated hosts would once a route has an instance. */
final class AnsweringRouter implements AutoCloseable {

    private static final int BACKLOG = 1_024;
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listener;

    AnsweringRouter() throws IOException {
        listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("answering-router").start(this::listen);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void answer(Socket socket) {
        try (socket) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            if (socket.getInputStream().read(new byte[BACKLOG]) > 0) {
                socket.getOutputStream().write(ANSWER);
            }
        } catch (IOException gone) {
            // Whoever asked asks again.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException alreadyClosed) {
            // Then it listens no more, which is all that is wanted.
        }
    }
}
