package io.slipway.images;

import io.slipway.kernel.PlatformException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The one program in Slipway's images: this machine's busybox, which must not need any library. */
final class StaticBusybox {

    private static final int MAGIC = 0x7F454C46;
    private static final int INTERPRETER = 3;
    private static final int MACHINE_AMD64 = 62;
    private static final int MACHINE_ARM64 = 183;

    private final FileChannel file;
    private final String architecture;

    private StaticBusybox(FileChannel file) throws IOException {
        this.file = file;
        var elf = ByteBuffer.wrap(content()).order(ByteOrder.LITTLE_ENDIAN);
        if (!isElf64(elf) || needsInterpreter(elf)) {
            throw missing("is not a statically linked program");
        }
        this.architecture = architectureOf(elf);
    }

    /** The file stays open: should the system replace it, what was read once is read again. */
    static StaticBusybox read(Path path) {
        try {
            return new StaticBusybox(FileChannel.open(path));
        } catch (IOException absent) {
            throw missing("cannot be read");
        }
    }

    /** Two megabytes, read anew at each call: they are needed once on each host. */
    byte[] content() throws IOException {
        var content = ByteBuffer.allocate(Math.toIntExact(file.size()));
        while (content.hasRemaining() && file.read(content, content.position()) >= 0) {
            // Reads on until it is full.
        }
        return content.array();
    }

    /** In the words of images. */
    String architecture() {
        return architecture;
    }

    private static String architectureOf(ByteBuffer elf) {
        return switch (elf.getShort(18)) {
            case MACHINE_AMD64 -> "amd64";
            case MACHINE_ARM64 -> "arm64";
            default -> throw missing("is for a processor that Slipway does not know");
        };
    }

    private static boolean isElf64(ByteBuffer elf) {
        return elf.capacity() > 64 && Integer.reverseBytes(elf.getInt(0)) == MAGIC && elf.get(4) == 2;
    }

    /** A program header of this type names the dynamic loader; a static program has none. */
    private static boolean needsInterpreter(ByteBuffer elf) {
        int start = Math.toIntExact(elf.getLong(32));
        int length = elf.getShort(54);
        int count = elf.getShort(56);
        for (int i = 0; i < count; i++) {
            if (elf.getInt(start + i * length) == INTERPRETER) {
                return true;
            }
        }
        return false;
    }

    private static PlatformException.Unavailable missing(String what) {
        return new PlatformException.Unavailable(
                "busybox-missing",
                "Slipway makes its own small images from /bin/busybox, which " + what
                        + ". Install it with: apt-get install busybox-static");
    }
}
