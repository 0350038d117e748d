package io.slipway.metrics;

import io.slipway.kernel.LatencyBuckets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Latency histograms of one process for the last 24 hours: one file per hour, in it one short record per step, release and
 * router. Records of the same step add up, so several routers and late shipments need no care. Safe for concurrent use: a
 * record is written by one append.
 */
final class HistogramRing {

    /** How far back histograms reach. */
    static final Duration SPAN = Duration.ofHours(24);

    /** An hour's file does not grow beyond this; what does not fit is dropped. 35 busy routers stay below it. */
    static final long LARGEST_HOUR_BYTES = 16L * 1024 * 1024;

    private static final String SUFFIX = ".latency";
    private static final int HOUR_SECONDS = 3600;
    private static final int MAGIC = 0x534C4831;
    private static final int HEADER_BYTES = 18;
    private static final int BUCKET_BYTES = 6;

    /** Receives what was recorded. */
    @FunctionalInterface
    interface Reader {
        void bucket(long seconds, int release, int bucket, long count);
    }

    private final Path folder;

    HistogramRing(Path folder) {
        this.folder = folder;
    }

    /** Adds the counts of a step that ended at {@code seconds}; an empty histogram leaves no trace. */
    void add(long seconds, int release, long[] counts) {
        var entry = encode(seconds, release, counts);
        if (entry.remaining() == HEADER_BYTES) {
            return;
        }
        var file = fileOf(hourOf(seconds));
        try {
            if (Files.notExists(file)) {
                Files.createDirectories(folder);
                forgetBefore(seconds - SPAN.toSeconds());
            }
            try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                if (channel.size() < LARGEST_HOUR_BYTES) {
                    channel.write(entry);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not keep a latency histogram", e);
        }
    }

    /** Reads all steps that ended within {@code (from, to]}. */
    void read(long fromSeconds, long toSeconds, Reader reader) {
        for (long hour = hourOf(fromSeconds); hour <= hourOf(toSeconds); hour++) {
            readHour(hour, (seconds, release, bucket, count) -> {
                if (seconds > fromSeconds && seconds <= toSeconds) {
                    reader.bucket(seconds, release, bucket, count);
                }
            });
        }
    }

    /** Removes the files of hours that ended before {@code seconds}. */
    void forgetBefore(long seconds) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                if (Long.parseLong(name.substring(0, name.length() - SUFFIX.length())) < hourOf(seconds)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private void readHour(long hour, Reader reader) {
        ByteBuffer content;
        try {
            content = ByteBuffer.wrap(Files.readAllBytes(fileOf(hour)));
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read latency histograms", e);
        }
        while (content.remaining() >= HEADER_BYTES) {
            if (!isEntry(content)) {
                // A power loss can leave a torn entry; what follows it begins with the mark again.
                content.position(content.position() + 1);
                continue;
            }
            decode(content, reader);
        }
    }

    private static boolean isEntry(ByteBuffer content) {
        int at = content.position();
        int buckets = content.getShort(at + 16);
        return content.getInt(at) == MAGIC
                && buckets > 0
                && buckets <= LatencyBuckets.COUNT
                && content.remaining() >= HEADER_BYTES + buckets * BUCKET_BYTES;
    }

    private static void decode(ByteBuffer content, Reader reader) {
        content.getInt();
        long seconds = content.getLong();
        int release = content.getInt();
        int buckets = content.getShort();
        for (int i = 0; i < buckets; i++) {
            int bucket = content.getShort();
            int count = content.getInt();
            if (bucket >= 0 && bucket < LatencyBuckets.COUNT) {
                reader.bucket(seconds, release, bucket, count);
            }
        }
    }

    private static ByteBuffer encode(long seconds, int release, long[] counts) {
        var buffer = ByteBuffer.allocate(HEADER_BYTES + counts.length * BUCKET_BYTES);
        buffer.putInt(MAGIC).putLong(seconds).putInt(release).putShort((short) 0);
        short buckets = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            if (counts[bucket] > 0) {
                buffer.putShort((short) bucket).putInt((int) Math.min(Integer.MAX_VALUE, counts[bucket]));
                buckets++;
            }
        }
        return buffer.putShort(16, buckets).flip();
    }

    private static long hourOf(long seconds) {
        return Math.floorDiv(seconds, HOUR_SECONDS);
    }

    private Path fileOf(long hour) {
        return folder.resolve(hour + SUFFIX);
    }
}
