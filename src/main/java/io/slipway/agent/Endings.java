package io.slipway.agent;

import io.slipway.kernel.CrashPolicy;
import io.slipway.protocol.RunSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Why an instance ended, in a stable code and in a plain sentence with the next step. */
final class Endings {

    /** How much of an app's last output goes into a reason. */
    static final int LAST_LINES = 3;

    /** The cause and the next step, for containers and images alike. */
    static final String DISK_FULL =
            "the disk of its host is full. Make room there; docker system df shows what takes it.";

    private static final String SIDECAR_ENDED = "sidecar-ended";
    private static final int LONGEST_WORDS = 300;
    private static final int KILLED = 137;

    /**
     * An end.
     *
     * @param code stable
     * @param sentence for people
     * @param exitCode of the process, where one ran
     * @param outOfMemory whether the kernel killed it for memory
     */
    record Ending(String code, String sentence, OptionalInt exitCode, boolean outOfMemory) {

        static Ending of(String code, String sentence) {
            return new Ending(code, sentence, OptionalInt.empty(), false);
        }
    }

    private Endings() {}

    /** What an engine that stops does to its containers, unless it is told to leave them alone. */
    static Ending endedWithEngine(ContainerDetails app) {
        return new Ending(
                CrashPolicy.ENGINE_STOPPED,
                "The Docker Engine stopped and took the container along; it is replaced now that the engine is back. Containers outlive "
                        + "the engine with \"live-restore\": true in /etc/docker/daemon.json.",
                OptionalInt.of(app.exitCode()),
                false);
    }

    /** What must never run twice at once ends when the server may have given its host up. */
    static Ending leaseEnded() {
        return Ending.of(
                CrashPolicy.LEASE_ENDED,
                "Its host had no word from the server for the length of a lease, so it was ended: it runs once at most, and the"
                        + " server starts it on a host that it hears.");
    }

    /** An agent of before made it, or somebody else did. */
    static Ending unfenced() {
        return Ending.of(
                "not-fenced",
                "It was found in a sandbox that would not end with its host's lease, so it was ended; it runs once at most.");
    }

    static Ending ended(ContainerDetails app, boolean sandboxRuns, List<String> lastLines) {
        var exitCode = OptionalInt.of(app.exitCode());
        if (app.outOfMemory()) {
            return new Ending(
                    "out-of-memory",
                    "The app used more memory than its limit and was killed. Raise the memory, or find what uses it.",
                    exitCode,
                    true);
        }
        if (app.running() && !sandboxRuns) {
            return Ending.of(
                    "sandbox-ended",
                    "The instance's network ended: its pause container was stopped by something else.");
        }
        var how = app.exitCode() == KILLED
                ? "The app was killed (exit code 137) by something other than Slipway."
                : "The app exited with code %d.".formatted(app.exitCode());
        return new Ending("exited", how + words(lastLines), exitCode, false);
    }

    /** @param details null when its container is gone */
    static Ending sidecarEnded(String name, @Nullable ContainerDetails details, List<String> lastLines) {
        if (details == null) {
            return Ending.of(
                    SIDECAR_ENDED,
                    "The container of its sidecar %s was removed by something other than Slipway.".formatted(name));
        }
        var how = details.outOfMemory()
                ? "Its sidecar %s used more memory than its limit and was killed. Raise its memory.".formatted(name)
                : "Its sidecar %s exited with code %d, so the instance was ended.".formatted(name, details.exitCode());
        return new Ending(SIDECAR_ENDED, how + words(lastLines), OptionalInt.of(details.exitCode()), false);
    }

    /** How a stop went, where there is something to say: the app would not end, so it had to be killed. */
    static Optional<Ending> killedAtStop(ContainerDetails app, Duration grace) {
        if (app.exitCode() != KILLED || app.outOfMemory()) {
            return Optional.empty();
        }
        var sentence =
                "The app did not end within %d s of TERM and was killed. Have it handle TERM, or its requests may be cut off."
                        .formatted(grace.toSeconds());
        return Optional.of(new Ending("killed-at-stop", sentence, OptionalInt.of(KILLED), false));
    }

    static Ending removed() {
        return Ending.of("container-removed", "The container was removed by something other than Slipway.");
    }

    static Ending rejected(RunSpec spec, RuntimeFailure failure) {
        var host = "this host";
        return switch (failure.kind()) {
            case IMAGE_NOT_FOUND, REGISTRY_UNREACHABLE ->
                Ending.of(ImageAnswers.code(failure), ImageAnswers.sentence(spec.getImage(), host, failure));
            case REFUSED -> Ending.of("proc-workdir", failure.sentence());
            case DISK_FULL -> Ending.of("host-disk-full", "The container cannot start: " + DISK_FULL);
            case CANNOT_START ->
                Ending.of(
                        "cannot-start",
                        "The container cannot start: %s Check the image's entry point and user, and the app's command."
                                .formatted(withFullStop(failure.sentence())));
            case ENGINE_UNAVAILABLE, NOT_FOUND, CONFLICT, OTHER ->
                Ending.of("cannot-start", "The container cannot start: " + withFullStop(failure.sentence()));
        };
    }

    /** A working directory under /proc is how containers have reached the host's files. */
    static void refuseUnusable(ImageFacts image) {
        var directory = image.workingDirectory();
        if (directory.equals("/proc") || directory.startsWith("/proc/")) {
            throw new RuntimeFailure(
                    RuntimeFailure.Kind.REFUSED,
                    "The image's working directory is %s; nothing may start under /proc. Give the image another WORKDIR."
                            .formatted(directory));
        }
    }

    private static String words(List<String> lastLines) {
        if (lastLines.isEmpty()) {
            return " It wrote nothing; look at the log.";
        }
        var text = String.join(" / ", lastLines).replaceAll("\\p{Cntrl}", " ");
        return " Its last words: " + (text.length() <= LONGEST_WORDS ? text : text.substring(0, LONGEST_WORDS) + "…");
    }

    private static String withFullStop(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }
}
