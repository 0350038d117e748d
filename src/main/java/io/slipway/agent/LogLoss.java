package io.slipway.agent;

import com.google.protobuf.ByteString;
import io.slipway.kernel.LostLines;
import io.slipway.protocol.LogEntry;

/** Writes loss into an app's own log, in the form that the server's store counts. */
final class LogLoss {

    private LogLoss() {}

    static LogEntry entry(String appId, long lines, long timeNanos) {
        return LogEntry.newBuilder()
                .setAppId(appId)
                .setIndex(-1)
                .setSource(LogEntry.Source.PLATFORM)
                .setTimeNanos(timeNanos)
                .setText(ByteString.copyFromUtf8(LostLines.text(lines)))
                .build();
    }

    /** How many lines of the app an entry stands for: itself, or those that it tells lost. */
    static long weight(LogEntry entry) {
        if (entry.getSource() != LogEntry.Source.PLATFORM) {
            return 1;
        }
        var text = entry.getText().toStringUtf8();
        return Math.max(1, LostLines.count(text));
    }
}
