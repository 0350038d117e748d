package io.slipway.agent;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How far a container's output has been read.
 *
 * @param path of the engine's file; empty when read through the engine's API
 * @param fileKey device and inode of the file, for a rotated file keeps its inode
 * @param offset behind the last entry that was read
 * @param headLength bytes at the file's start that {@code headCrc} was made of: inodes are used again
 * @param stdout start of a line whose end has not been read yet
 * @param stderr the same for the other stream
 */
record LogPosition(String path, String fileKey, long offset, int headLength, int headCrc, byte[] stdout, byte[] stderr) {

    static final byte[] NOTHING = new byte[0];
    private static final int LONGEST_PART = 64 * 1024;

    void write(DataOutput out) throws IOException {
        out.writeUTF(path);
        out.writeUTF(fileKey);
        out.writeLong(offset);
        out.writeInt(headLength);
        out.writeInt(headCrc);
        part(out, stdout);
        part(out, stderr);
    }

    static LogPosition read(DataInput in) throws IOException {
        return new LogPosition(in.readUTF(), in.readUTF(), in.readLong(), in.readInt(), in.readInt(), part(in), part(in));
    }

    private static void part(DataOutput out, byte[] part) throws IOException {
        out.writeInt(part.length);
        out.write(part);
    }

    private static byte[] part(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST_PART) {
            throw new IOException("A saved log position is damaged");
        }
        var part = new byte[length];
        in.readFully(part);
        return part;
    }
}
