package io.slipway.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads what a process's control group has used, straight from the files of version 1 or 2: half a millisecond, where the
 * engine's own API takes two seconds. Finds the group through the process, so it needs to know no driver's naming scheme.
 */
final class CgroupReader {

    // Version 1 writes "no limit" as the largest page-aligned number; nothing real comes near this.
    private static final long UNLIMITED = 1L << 60;
    private static final long NANOS_PER_MICRO = 1_000;

    private final Path root;
    private final List<CgroupMount> mounts;

    /**
     * Makes a reader.
     *
     * @param root {@code /}, or a folder with recorded files
     * @throws IOException when the mounts cannot be read
     */
    CgroupReader(Path root) throws IOException {
        this.root = root;
        mounts = CgroupMount.parse(Files.readAllLines(under("/proc/self/mountinfo")));
    }

    /** What the group of a process has used; empty when the process is gone or its group cannot be seen from here. */
    Optional<CgroupUse> read(int pid) {
        try {
            var groups = Files.readAllLines(under("/proc/" + pid + "/cgroup"));
            var memory = folder(groups, "memory");
            var cpu = folder(groups, "cpuacct");
            if (memory.isPresent() && cpu.isPresent()) {
                return Optional.of(readVersion1(cpu.get(), memory.get()));
            }
            var unified = unifiedFolder(groups);
            return unified.isPresent() ? Optional.of(readVersion2(unified.get())) : Optional.empty();
        } catch (IOException | NumberFormatException _) {
            // The container ended between listing and reading; its next sample is simply missing.
            return Optional.empty();
        }
    }

    private CgroupUse readVersion1(Path cpu, Path memory) throws IOException {
        long limit = number(memory.resolve("memory.limit_in_bytes"));
        long used = number(memory.resolve("memory.usage_in_bytes"));
        long reclaimable = field(memory.resolve("memory.stat"), "total_inactive_file");
        return new CgroupUse(
                number(cpu.resolve("cpuacct.usage")) / NANOS_PER_MICRO,
                Math.max(0, used - reclaimable),
                limit >= UNLIMITED ? 0 : limit);
    }

    private CgroupUse readVersion2(Path group) throws IOException {
        var limit = Files.readString(group.resolve("memory.max")).strip();
        long used = number(group.resolve("memory.current"));
        long reclaimable = field(group.resolve("memory.stat"), "inactive_file");
        return new CgroupUse(
                field(group.resolve("cpu.stat"), "usage_usec"),
                Math.max(0, used - reclaimable),
                limit.equals("max") ? 0 : Long.parseLong(limit));
    }

    private Optional<Path> folder(List<String> groups, String controller) {
        return groupOf(groups, names -> Arrays.asList(names.split(",")).contains(controller))
                .flatMap(group -> mounts.stream()
                        .filter(mount -> mount.controllers().contains(controller))
                        .flatMap(mount -> mount.folderOf(group).stream())
                        .findFirst())
                .map(this::under);
    }

    private Optional<Path> unifiedFolder(List<String> groups) {
        return groupOf(groups, String::isEmpty)
                .flatMap(group -> mounts.stream()
                        .filter(CgroupMount::unified)
                        .flatMap(mount -> mount.folderOf(group).stream())
                        .findFirst())
                .map(this::under);
    }

    /** The path in the first line {@code number:controllers:path} whose controllers match. */
    private static Optional<String> groupOf(List<String> groups, Predicate<String> controllers) {
        return groups.stream()
                .map(line -> line.split(":", 3))
                .filter(parts -> parts.length == 3 && controllers.test(parts[1]))
                .map(parts -> parts[2])
                .findFirst();
    }

    private static long number(Path file) throws IOException {
        return Long.parseLong(Files.readString(file).strip());
    }

    private static long field(Path file, String name) throws IOException {
        for (var line : Files.readAllLines(file)) {
            if (line.startsWith(name + " ")) {
                return Long.parseLong(line.substring(name.length() + 1).strip());
            }
        }
        return 0;
    }

    private Path under(String absolute) {
        return root.resolve(absolute.substring(1));
    }
}
