package io.slipway.images;

import io.slipway.kernel.PlatformException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The one program in Slipway's images: this machine's busybox, which must not need any library. */
final class StaticBusybox {

    private static final int MAGIC = 0x7F454C46;
    private static final int INTERPRETER = 3;
    private static final int MACHINE_AMD64 = 62;
    private static final int MACHINE_ARM64 = 183;

    private final byte[] content;
    private final ByteBuffer elf;

    private StaticBusybox(byte[] content) {
        this.content = content;
        this.elf = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    }

    static StaticBusybox read(Path file) {
        try {
            var found = new StaticBusybox(Files.readAllBytes(file));
            if (!found.isElf64() || found.needsInterpreter()) {
                throw missing("is not a statically linked program");
            }
            return found;
        } catch (IOException absent) {
            throw missing("cannot be read");
        }
    }

    byte[] content() {
        return content;
    }

    /** In the words of images. */
    String architecture() {
        return switch (elf.getShort(18)) {
            case MACHINE_AMD64 -> "amd64";
            case MACHINE_ARM64 -> "arm64";
            default -> throw missing("is for a processor that Slipway does not know");
        };
    }

    private boolean isElf64() {
        return content.length > 64 && ByteBuffer.wrap(content).getInt() == MAGIC && content[4] == 2;
    }

    /** A program header of this type names the dynamic loader; a static program has none. */
    private boolean needsInterpreter() {
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
