package io.slipway.agent;

import com.google.protobuf.ByteString;
import io.slipway.protocol.LogEntry;
import java.time.Clock;

/** Lines in an app's log that no container wrote: of the router and of the platform. */
final class LogOwnLines {

    /** A character may take three bytes. */
    private static final int LONGEST = LogLineJoiner.LONGEST / 3;

    private final LogQueue queue;
    private final Clock clock;

    LogOwnLines(LogQueue queue, Clock clock) {
        this.queue = queue;
        this.clock = clock;
    }

    /** Adds a line as of now. Index −1 and an empty instance mean the app. */
    void add(LogEntry.Source source, Origin origin, String text) {
        var now = clock.instant();
        queue.offer(LogEntry.newBuilder()
                .setAppId(origin.appId())
                .setInstanceId(origin.instanceId())
                .setIndex(origin.index())
                .setReleaseNumber(origin.release())
                .setSource(source)
                .setTimeNanos(now.getEpochSecond() * 1_000_000_000 + now.getNano())
                .setText(ByteString.copyFromUtf8(text.length() > LONGEST ? text.substring(0, LONGEST) : text))
                .build());
    }

    /** Whom a line is about. */
    record Origin(String appId, String instanceId, int index, int release) {}
}
