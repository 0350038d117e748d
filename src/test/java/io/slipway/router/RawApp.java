package io.slipway.router;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** An app that speaks bytes, not HTTP: each connection is handed to a script. */
final class RawApp implements AutoCloseable {

    /** What an app does with a connection. */
    @FunctionalInterface
    interface Script {
        void run(Talk talk) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final Script script;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    final AtomicLong bytesReceived = new AtomicLong();

    RawApp(Script script) throws IOException {
        this.script = script;
        server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::acceptAll);
    }

    /** An app that answers every request with the same bytes; it understands requests without a body. */
    static RawApp answering(String response) throws IOException {
        return new RawApp(talk -> {
            while (!talk.readHead().isEmpty()) {
                talk.write(response);
            }
        });
    }

    int port() {
        return server.getLocalPort();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // The app was closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.run(new Talk(socket, bytesReceived));
        } catch (IOException | InterruptedException e) {
            // The peer left, which is what some tests want.
        }
    }

    void stopListening() throws IOException {
        server.close();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** One side of a conversation in bytes. */
    static final class Talk implements AutoCloseable {

        final Socket socket;
        final InputStream in;
        final OutputStream out;
        private final AtomicLong received;

        Talk(Socket socket, AtomicLong received) throws IOException {
            this.socket = socket;
            this.received = received;
            socket.setSoTimeout(5000);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream(), 65_536);
            out = socket.getOutputStream();
        }

        static Talk to(int port) throws IOException {
            return new Talk(new Socket(InetAddress.getLoopbackAddress(), port), new AtomicLong());
        }

        Talk write(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        /** Reads up to and with the empty line; an empty text at the end of the stream. */
        String readHead() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    return "";
                }
                received.incrementAndGet();
                head.append((char) next);
            }
            return head.toString();
        }

        String read(int count) throws IOException {
            byte[] bytes = in.readNBytes(count);
            received.addAndGet(bytes.length);
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }

        String readToEnd() throws IOException {
            byte[] bytes = in.readAllBytes();
            received.addAndGet(bytes.length);
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }

        /** Reads a response whose length a header says. */
        String readResponse() throws IOException {
            String head = readHead();
            int at = head.indexOf("Content-Length: ");
            if (at < 0) {
                return head;
            }
            return head + read(Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at))));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
