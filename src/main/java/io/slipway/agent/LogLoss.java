package io.slipway.agent;

import com.google.protobuf.ByteString;
import io.slipway.protocol.LogEntry;

/** Writes loss into an app's own log, in the form that the server's store counts. */
final class LogLoss {

    /** A platform line of this text and a number stands for lines that were lost there. The server knows the same text. */
    static final String PREFIX = "lines lost: ";

    private LogLoss() {}

    static LogEntry entry(String appId, long lines, long timeNanos) {
        return LogEntry.newBuilder()
                .setAppId(appId)
                .setIndex(-1)
                .setSource(LogEntry.Source.PLATFORM)
                .setTimeNanos(timeNanos)
                .setText(ByteString.copyFromUtf8(PREFIX + lines))
                .build();
    }

    /** How many lines of the app an entry stands for: itself, or those that it tells lost. */
    static long weight(LogEntry entry) {
        if (entry.getSource() != LogEntry.Source.PLATFORM) {
            return 1;
        }
        var text = entry.getText().toStringUtf8();
        return text.startsWith(PREFIX) ? Long.parseLong(text, PREFIX.length(), text.length(), 10) : 1;
    }
}
