package io.slipway.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JVM as {@code ./slipway up} starts one: the script passes its flags on, so that there is one list of them. */
final class Jvm {

    private static final double KIB_PER_MIB = 1_024;
    /** The lines of single spaces name percentages, the generations above them sizes. */
    private static final Pattern USED = Pattern.compile("total .*used (\\d+)K");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Jvm() {}

    /** The beginning of the command line of a server. */
    static List<String> server() {
        return command("SLIPWAY_SERVER_FLAGS");
    }

    /** The beginning of the command line of an agent. */
    static List<String> agent() {
        return command("SLIPWAY_AGENT_FLAGS");
    }

    /** What is left in the heap of a running JVM once it has collected, in MiB. */
    static double heapAfterCollectionMib(long pid) throws IOException, InterruptedException {
        tell(pid, "GC.run");
        return heapMib(tell(pid, "GC.heap_info"));
    }

    /** The same from the text of {@code jcmd PID GC.heap_info}. */
    static double heapMib(String text) {
        return text.lines()
                        .map(USED::matcher)
                        .filter(Matcher::find)
                        .mapToLong(found -> Long.parseLong(found.group(1)))
                        .sum()
                / KIB_PER_MIB;
    }

    private static String tell(long pid, String command) throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        return ChildProcess.output(Path.of("").toAbsolutePath(), List.of(jcmd, Long.toString(pid), command));
    }

    private static List<String> command(String flags) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        BLANKS.splitAsStream(System.getenv().getOrDefault(flags, ""))
                .filter(flag -> !flag.isEmpty())
                .forEach(command::add);
        return command;
    }
}
