package io.slipway.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who asks again and again, each time on a connection of its own, and counts what fails. */
final class Passerby implements AutoCloseable {

    private static final int LIMIT_MILLIS = 10_000;
    private static final int PAUSE_MILLIS = 5;

    private final String address;
    private final int port;
    private final String host;
    private final AtomicInteger answered = new AtomicInteger();
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean asking = true;

    /** Begins at once, at a router of this machine. */
    Passerby(int port, String host) {
        this("127.0.0.1", port, host);
    }

    /** Begins at once, at the router of another host. */
    Passerby(String address, int port, String host) {
        this.address = address;
        this.port = port;
        this.host = host;
        Thread.ofVirtual().start(() -> {
            while (asking) {
                ask();
            }
        });
    }

    int answered() {
        return answered.get();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    private void ask() {
        try (var socket = new Socket(address, port)) {
            socket.setSoTimeout(LIMIT_MILLIS);
            var request = "GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            if (answer != null && answer.startsWith("HTTP/1.1 200")) {
                answered.incrementAndGet();
            } else {
                failures.add("answered " + answer);
            }
            Thread.sleep(PAUSE_MILLIS);
        } catch (IOException e) {
            failures.add(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            asking = false;
        }
    }

    @Override
    public void close() {
        asking = false;
    }
}
