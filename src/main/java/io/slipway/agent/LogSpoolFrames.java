package io.slipway.agent;

import io.slipway.protocol.LogBatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The frames of the spool as bytes. */
final class LogSpoolFrames {

    private LogSpoolFrames() {}

    /** What a frame says. */
    sealed interface Record permits Checkpoint, Batch, Dropped {}

    /** The whole state when a file begins: older files are only needed for the batches in them. */
    record Checkpoint(
            String spoolId, long nextSequence, Map<String, LogPosition> positions, Map<Long, Map<String, Long>> drops)
            implements Record {}

    /** A batch together with the positions that reading it led to: one frame, so that one cannot be without the other. */
    record Batch(Map<String, LogPosition> positions, LogBatch batch) implements Record {}

    /** Lines per app that were given up before a batch. */
    record Dropped(long beforeSequence, Map<String, Long> lines) implements Record {}

    @FunctionalInterface
    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    static byte[] bytes(Checkpoint checkpoint) {
        return write('C', out -> {
            out.writeUTF(checkpoint.spoolId());
            out.writeLong(checkpoint.nextSequence());
            positions(out, checkpoint.positions());
            out.writeInt(checkpoint.drops().size());
            for (var drop : checkpoint.drops().entrySet()) {
                out.writeLong(drop.getKey());
                lines(out, drop.getValue());
            }
        });
    }

    static byte[] bytes(Batch batch) {
        return write('B', out -> {
            positions(out, batch.positions());
            batch.batch().writeTo(out);
        });
    }

    static byte[] bytes(Dropped dropped) {
        return write('D', out -> {
            out.writeLong(dropped.beforeSequence());
            lines(out, dropped.lines());
        });
    }

    static Record read(byte[] payload) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(payload));
        return switch (in.readByte()) {
            case 'C' -> new Checkpoint(in.readUTF(), in.readLong(), positions(in), drops(in));
            case 'B' -> new Batch(positions(in), LogBatch.parseFrom(in));
            case 'D' -> new Dropped(in.readLong(), lines(in));
            default -> throw new IOException("The log spool holds a frame of another version");
        };
    }

    private static byte[] write(char kind, Writing writing) {
        var bytes = new ByteArrayOutputStream(1024);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(kind);
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void positions(DataOutputStream out, Map<String, LogPosition> positions) throws IOException {
        out.writeInt(positions.size());
        for (var position : positions.entrySet()) {
            out.writeUTF(position.getKey());
            position.getValue().write(out);
        }
    }

    private static Map<String, LogPosition> positions(DataInputStream in) throws IOException {
        var positions = new LinkedHashMap<String, LogPosition>();
        for (int i = in.readInt(); i > 0; i--) {
            positions.put(in.readUTF(), LogPosition.read(in));
        }
        return positions;
    }

    private static Map<Long, Map<String, Long>> drops(DataInputStream in) throws IOException {
        var drops = new TreeMap<Long, Map<String, Long>>();
        for (int i = in.readInt(); i > 0; i--) {
            drops.put(in.readLong(), lines(in));
        }
        return drops;
    }

    private static void lines(DataOutputStream out, Map<String, Long> lines) throws IOException {
        out.writeInt(lines.size());
        for (var app : lines.entrySet()) {
            out.writeUTF(app.getKey());
            out.writeLong(app.getValue());
        }
    }

    private static Map<String, Long> lines(DataInputStream in) throws IOException {
        var lines = new LinkedHashMap<String, Long>();
        for (int i = in.readInt(); i > 0; i--) {
            lines.put(in.readUTF(), in.readLong());
        }
        return lines;
    }
}
