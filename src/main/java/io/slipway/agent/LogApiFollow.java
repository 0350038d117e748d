package io.slipway.agent;

import com.google.protobuf.ByteString;
import io.slipway.protocol.LogEntry;
import java.nio.ByteBuffer;
import java.time.Clock;

/**
 * Takes a container's lines from the engine's API where its file is out of reach. Costs ten times as much, and the API gives no
 * positions: after a restart of the agent, what the engine still has of a running container comes a second time.
 */
final class LogApiFollow implements AutoCloseable {

    private final LogEntry template;
    private final LogQueue queue;
    private final Clock clock;
    private final byte[][] parts = {new byte[LogLineJoiner.LONGEST], new byte[LogLineJoiner.LONGEST]};
    private final int[] lengths = new int[2];
    private final AutoCloseable source;

    LogApiFollow(RunningContainer container, int sinceSeconds, LogFollowSource source, LogQueue queue, Clock clock) {
        this.template = LogFollowed.template(container);
        this.queue = queue;
        this.clock = clock;
        this.source = source.follow(container.containerId(), sinceSeconds, this::chunk);
    }

    @Override
    public void close() throws Exception {
        source.close();
        synchronized (this) {
            finish(0);
            finish(1);
        }
    }

    private synchronized void chunk(boolean stderr, ByteBuffer content) {
        int stream = stderr ? 1 : 0;
        while (content.hasRemaining()) {
            byte b = content.get();
            if (b == '\n') {
                emit(stream);
            } else if (lengths[stream] < LogLineJoiner.LONGEST) {
                parts[stream][lengths[stream]++] = b;
            }
        }
    }

    private void finish(int stream) {
        if (lengths[stream] > 0) {
            emit(stream);
        }
    }

    private void emit(int stream) {
        int length = lengths[stream];
        boolean carriageReturn = length > 0 && parts[stream][length - 1] == '\r';
        var now = clock.instant();
        queue.offer(template.toBuilder()
                .setSource(stream == 1 ? LogEntry.Source.STDERR : LogEntry.Source.STDOUT)
                .setTimeNanos(now.getEpochSecond() * 1_000_000_000 + now.getNano())
                .setText(template.getText()
                        .concat(ByteString.copyFrom(parts[stream], 0, carriageReturn ? length - 1 : length)))
                .build());
        lengths[stream] = 0;
    }
}
