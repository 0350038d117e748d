package io.slipway.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A JVM as {@code ./slipway up} starts one: the script passes its flags on, so that there is one list of them. */
final class Jvm {

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

    private static List<String> command(String flags) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        BLANKS.splitAsStream(System.getenv().getOrDefault(flags, ""))
                .filter(flag -> !flag.isEmpty())
                .forEach(command::add);
        return command;
    }
}
