package io.slipway.agent;

import com.google.protobuf.ByteString;
import io.slipway.protocol.LogEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A container whose file is being read. Made anywhere, used by the tail thread. */
final class LogFollowed {

    private final String containerId;
    private final LogEntry template;
    private final JsonFileTail tail;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean ending;

    LogFollowed(RunningContainer container, Optional<LogPosition> resume, LogGather gather) {
        this.containerId = container.containerId();
        this.template = template(container);
        this.tail = new JsonFileTail(Path.of(container.logPath()), resume, new LogTailSink() {
            @Override
            public void line(boolean stderr, byte[] text, int length, long timeNanos) {
                gather.add(template, stderr, text, length, timeNanos);
            }

            @Override
            public void notice(String sentence) {
                gather.notice(template.getAppId(), sentence);
            }
        });
    }

    /** Its text goes before that of each line: whose it is among the containers of an instance. */
    static LogEntry template(RunningContainer container) {
        var spec = container.spec();
        return LogEntry.newBuilder()
                .setAppId(spec.getAppId())
                .setProcessId(spec.getProcessId())
                .setInstanceId(container.instanceId())
                .setIndex(spec.getIndex())
                .setReleaseNumber(spec.getReleaseNumber())
                .setText(
                        container.isSidecar()
                                ? ByteString.copyFromUtf8("[" + container.sidecar() + "] ")
                                : ByteString.EMPTY)
                .build();
    }

    String appId() {
        return template.getAppId();
    }

    /** Reads one chunk; false at the end of what there is. */
    boolean poll(ByteBuffer chunk, LogGather gather) throws IOException {
        boolean read = tail.poll(chunk);
        if (read) {
            gather.read(containerId, tail);
        }
        return read;
    }

    /** Asks for an end at the end of the file; the future completes when the last line is in the spool. */
    CompletableFuture<Void> end() {
        ending = true;
        return drained;
    }

    /** The container was started again before its end was reached. */
    LogFollowed goOn() {
        ending = false;
        return this;
    }

    boolean isEnding() {
        return ending;
    }

    /** Hands out unfinished lines and lets the file go. */
    void finish(LogGather gather) throws IOException {
        tail.finish();
        gather.read(containerId, tail);
        tail.close();
    }

    void drained() {
        drained.complete(null);
    }
}
