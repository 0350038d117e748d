package io.slipway.logs;

import com.github.luben.zstd.Zstd;
import io.slipway.logs.Segment.BlockRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads blocks for one search: files stay open and buffers are reused until it is closed. */
final class BlockSource implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BlockSource.class);

    private final Map<Path, FileChannel> files = new HashMap<>();
    private byte[] raw = new byte[AppLog.BLOCK_BYTES * 2];

    /** The block's word filter; empty when retention has taken the block meanwhile. */
    Optional<byte[]> filter(BlockRef block) throws IOException {
        return read(block, block.header().headerLength(), block.header().filterLength());
    }

    /**
     * The block's lines; empty when retention has taken it meanwhile or its checksum is wrong. The reader is valid until the next
     * call.
     */
    Optional<LineReader> lines(BlockRef block) throws IOException {
        var header = block.header();
        var body = read(block, header.headerLength(), header.filterLength() + header.packedLength());
        if (body.isEmpty() || !isWhole(block, body.get())) {
            return Optional.empty();
        }
        if (raw.length < header.rawLength()) {
            raw = new byte[header.rawLength()];
        }
        long length = Zstd.decompressByteArray(
                raw, 0, raw.length, body.get(), header.filterLength(), header.packedLength());
        if (length != header.rawLength()) {
            throw new IOException("A log block does not unpack to its length");
        }
        return Optional.of(new LineReader(raw, header.rawLength(), header.firstCursor()));
    }

    @Override
    public void close() throws IOException {
        for (var file : files.values()) {
            file.close();
        }
    }

    private static boolean isWhole(BlockRef block, byte[] body) {
        var crc = new CRC32C();
        crc.update(body);
        boolean whole = (int) crc.getValue() == block.header().bodyCrc();
        if (!whole) {
            LOG.atError()
                    .addKeyValue("file", block.path())
                    .addKeyValue("offset", block.offset())
                    .addKeyValue("lines", block.header().lineCount())
                    .log("Log block is damaged on disk; its lines are left out");
        }
        return whole;
    }

    private Optional<byte[]> read(BlockRef block, int skip, int count) throws IOException {
        var file = files.get(block.path());
        if (file == null) {
            try {
                file = FileChannel.open(block.path(), StandardOpenOption.READ);
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
            files.put(block.path(), file);
        }
        var bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining() && file.read(bytes, block.offset() + skip + bytes.position()) >= 0) {
            // A read may return less than asked for; go on until all is there.
        }
        return bytes.hasRemaining() ? Optional.empty() : Optional.of(bytes.array());
    }
}
