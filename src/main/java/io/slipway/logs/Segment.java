package io.slipway.logs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One file of blocks. Written by one writer through {@link RandomAccessFile}, which an interrupted thread does not close as it
 * would a channel.
 */
final class Segment {

    static final String SUFFIX = ".seg";

    private final Path path;
    private final List<BlockRef> blocks = new ArrayList<>();
    private long length;
    private long maxTime = Long.MIN_VALUE;
    private long minTime = Long.MAX_VALUE;

    private Segment(Path path) {
        this.path = path;
    }

    /** A block and where it lies. */
    record BlockRef(Path path, long offset, BlockHeader header) {}

    static Segment create(Path folder, long firstCursor) throws IOException {
        var path = folder.resolve("%020d%s".formatted(firstCursor, SUFFIX));
        Files.createFile(path);
        return new Segment(path);
    }

    /**
     * Reads the headers of a segment. What follows the last whole block was cut off by a crash and is removed.
     *
     * @param verify whether to check the blocks' bodies too
     */
    static Segment open(Path path, boolean verify) throws IOException {
        var segment = new Segment(path);
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            var block = segment.readNext(file, verify);
            while (block.isPresent()) {
                segment.took(block.get());
                block = segment.readNext(file, verify);
            }
            if (segment.length < file.length()) {
                file.setLength(segment.length);
            }
        }
        return segment;
    }

    BlockRef write(OpenBlock.Sealed sealed) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            // An earlier write may have failed half way: the good length decides, not the file's.
            file.seek(length);
            file.write(sealed.header().toBytes());
            file.write(sealed.filter());
            file.write(sealed.packed(), 0, sealed.packedLength());
        }
        var block = new BlockRef(path, length, sealed.header());
        took(block);
        return block;
    }

    void force() throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.getFD().sync();
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    List<BlockRef> blocks() {
        return blocks;
    }

    long length() {
        return length;
    }

    long maxTime() {
        return maxTime;
    }

    long minTime() {
        return minTime;
    }

    private void took(BlockRef block) {
        blocks.add(block);
        length += block.header().totalLength();
        maxTime = Math.max(maxTime, block.header().maxTime());
        minTime = Math.min(minTime, block.header().minTime());
    }

    private Optional<BlockRef> readNext(RandomAccessFile file, boolean verify) throws IOException {
        long room = file.length() - length;
        if (room < BlockHeader.PREFIX) {
            return Optional.empty();
        }
        var headerLength = BlockHeader.lengthOf(read(file, length, BlockHeader.PREFIX));
        if (headerLength.isEmpty() || headerLength.get() > room) {
            return Optional.empty();
        }
        var header = BlockHeader.read(read(file, length, headerLength.get()));
        if (header.isEmpty() || header.get().totalLength() > room || (verify && !isWhole(file, header.get()))) {
            return Optional.empty();
        }
        return Optional.of(new BlockRef(path, length, header.get()));
    }

    private boolean isWhole(RandomAccessFile file, BlockHeader header) throws IOException {
        var body = read(file, length + header.headerLength(), header.filterLength() + header.packedLength());
        var crc = new CRC32C();
        crc.update(body);
        return (int) crc.getValue() == header.bodyCrc();
    }

    private static byte[] read(RandomAccessFile file, long offset, int count) throws IOException {
        var bytes = new byte[count];
        file.seek(offset);
        file.readFully(bytes);
        return bytes;
    }
}
