package io.slipway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What the kernel tells of a process. Figures are of the whole process with all its threads. */
final class ProcFiles {

    /** Linux counts processor time in hundredths of a second everywhere that Java runs. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final double KIB_PER_MIB = 1_024;
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private ProcFiles() {}

    /** Processes that wanted a core, as means over 1, 5 and 15 minutes. */
    static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).replaceAll("^(\\S+ \\S+ \\S+).*\\s*", "$1");
    }

    /** Processor seconds used so far. */
    static double cpuSeconds(long pid) throws IOException {
        return cpuSeconds(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    }

    /** The same from the text of {@code /proc/PID/stat}; the name in it may hold blanks and brackets. */
    static double cpuSeconds(String stat) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS])) / TICKS_PER_SECOND;
    }

    /** Resident memory in MiB. */
    static double residentMib(long pid) throws IOException {
        return residentMib(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
    }

    /** The same from the text of {@code /proc/PID/status}. */
    static double residentMib(String status) {
        var found = RESIDENT.matcher(status);
        if (!found.find()) {
            throw new IllegalArgumentException("No resident size in the status of a process");
        }
        return Long.parseLong(found.group(1)) / KIB_PER_MIB;
    }
}
