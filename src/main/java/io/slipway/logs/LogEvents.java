package io.slipway.logs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Writes a stream as server-sent events: {@code lines} with the last cursor as id, {@code gap} for what is missing, {@code ping}
 * every 15 s. Runs on the request's own virtual thread until the reader, the session or the server ends.
 */
public final class LogEvents {

    private static final Duration PING = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int EVENT_CHARACTERS = 64 * 1024;

    private final LogStream stream;
    private final OutputStream out;

    private LogEvents(LogStream stream, OutputStream out) {
        this.stream = stream;
        this.out = out;
    }

    /**
     * Writes until the end and closes the stream.
     *
     * @param open asked about once a second; the stream ends when it says no
     * @throws IOException when the reader has gone
     * @throws io.slipway.kernel.PlatformException when the reader may not read any more; checked with every ping
     */
    public static void write(LogStream stream, OutputStream out, BooleanSupplier open) throws IOException {
        try (stream) {
            new LogEvents(stream, out).run(open);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(BooleanSupplier open) throws IOException, InterruptedException {
        ping();
        long pinged = System.nanoTime();
        while (open.getAsBoolean() && !stream.hasEnded()) {
            var event = stream.next(LOOK);
            if (!event.isEmpty()) {
                write(event);
            }
            if (System.nanoTime() - pinged >= PING.toNanos()) {
                stream.requireAccess();
                ping();
                pinged = System.nanoTime();
            }
        }
    }

    private void write(LogStream.Event event) throws IOException {
        if (event.lost() > 0) {
            send("event: gap\ndata: {\"lost\":" + event.lost() + "}\n\n");
        }
        var lines = event.lines();
        int from = 0;
        while (from < lines.size()) {
            int to = endOfEvent(lines, from);
            lines(lines.subList(from, to));
            from = to;
        }
        out.flush();
    }

    private static int endOfEvent(List<LogLine> lines, int from) {
        int to = from;
        int characters = 0;
        while (to < lines.size() && (to == from || characters < EVENT_CHARACTERS)) {
            characters += lines.get(to).text().length() + 120;
            to++;
        }
        return to;
    }

    private void lines(List<LogLine> lines) throws IOException {
        var event = new StringBuilder(lines.size() * 200).append("event: lines\nid: ");
        event.append(lines.getLast().cursor()).append("\ndata: ");
        LogJson.lines(event, lines);
        send(event.append("\n\n").toString());
    }

    private void ping() throws IOException {
        send("event: ping\ndata: {}\n\n");
        out.flush();
    }

    private void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
