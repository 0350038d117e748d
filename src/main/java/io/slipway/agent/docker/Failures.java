package io.slipway.agent.docker;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.slipway.agent.RuntimeFailure;
import io.slipway.agent.RuntimeFailure.Kind;
import io.slipway.kernel.FullDisk;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the engine's errors mean. Engines say it in prose only, so this is the place that reads prose. */
final class Failures {

    private static final Pattern MESSAGE_FIELD = Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern PROGRAM =
            Pattern.compile("exec: \\\\?\"([^\"\\\\]+)\\\\?\": (?:stat \\S+: )?(.+?)(?:: unknown)?$");
    private static final Pattern USER = Pattern.compile("unable to find (user|group) ([^:]+):");
    private static final int LONGEST_SENTENCE = 500;

    private static final List<String> NOT_IN_REGISTRY = List.of(
            "manifest unknown",
            "pull access denied",
            "repository does not exist",
            "not found: manifest",
            "no such image",
            "name unknown",
            "requested access to the resource is denied",
            "no matching manifest",
            "unauthorized");
    private static final List<String> REGISTRY_SILENT = List.of(
            "no such host",
            "connection refused",
            "i/o timeout",
            "server misbehaving",
            "network is unreachable",
            "no route to host",
            "tls handshake",
            "x509:",
            "request canceled",
            "temporary failure in name resolution",
            "proxyconnect",
            "connection reset",
            "http response to https",
            "eof");
    private static final List<String> CANNOT_RUN = List.of(
            "executable file not found",
            "no such file or directory",
            "permission denied",
            "exec format error",
            "is a directory",
            "no command specified",
            "unable to start container process",
            "not a directory");

    private Failures() {}

    static RuntimeFailure translate(Throwable failure, String engineAddress) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return new RuntimeFailure(
                        Kind.ENGINE_UNAVAILABLE, "Docker Engine does not answer at " + engineAddress + ".", failure);
            }
            if (cause instanceof DockerException refused) {
                return new RuntimeFailure(kindOf(refused), sentence(refused), failure);
            }
        }
        return new RuntimeFailure(Kind.OTHER, plain(String.valueOf(failure.getMessage())), failure);
    }

    static RuntimeFailure ofPull(String sentence) {
        var text = plain(sentence);
        return new RuntimeFailure(pullKind(text.toLowerCase(Locale.ROOT)), text);
    }

    private static Kind pullKind(String text) {
        if (FullDisk.isToldBy(text)) {
            return Kind.DISK_FULL;
        }
        if (NOT_IN_REGISTRY.stream().anyMatch(text::contains)) {
            return Kind.IMAGE_NOT_FOUND;
        }
        return REGISTRY_SILENT.stream().anyMatch(text::contains) ? Kind.REGISTRY_UNREACHABLE : Kind.OTHER;
    }

    private static Kind kindOf(DockerException refused) {
        var text = plain(String.valueOf(refused.getMessage())).toLowerCase(Locale.ROOT);
        if (FullDisk.isToldBy(text)) {
            return Kind.DISK_FULL;
        }
        if (refused instanceof ConflictException || text.contains("address already in use")) {
            return Kind.CONFLICT;
        }
        if (text.contains("unable to find user") || text.contains("unable to find group")) {
            return Kind.CANNOT_START;
        }
        if (text.contains("oci runtime") || text.contains("no command specified")) {
            return CANNOT_RUN.stream().anyMatch(text::contains) ? Kind.CANNOT_START : Kind.OTHER;
        }
        return refused instanceof NotFoundException ? Kind.NOT_FOUND : Kind.OTHER;
    }

    static String sentence(DockerException refused) {
        return forPeople(plain(String.valueOf(refused.getMessage())));
    }

    /** The usual reasons why a container does not start, without the engine's trail of its own parts. */
    private static String forPeople(String text) {
        var program = PROGRAM.matcher(text);
        if (program.find()) {
            return program.group(2).contains("no such file") || program.group(2).contains("not found")
                    ? "the image has no program %s (or not the interpreter that it names)".formatted(program.group(1))
                    : "the program %s cannot be run: %s".formatted(program.group(1), program.group(2));
        }
        var user = USER.matcher(text);
        if (user.find()) {
            return "the image does not know its %s %s".formatted(user.group(1), user.group(2));
        }
        return text.equalsIgnoreCase("no command specified") ? "the image names no program to start" : text;
    }

    /** The engine's words without the status line and JSON around them, on one line, bounded. */
    private static String plain(String raw) {
        var field = MESSAGE_FIELD.matcher(raw);
        var text = field.find() ? field.group(1).replace("\\\"", "\"").replace("\\n", " ") : raw;
        text = text.replaceAll("\\s+", " ").strip();
        return text.length() <= LONGEST_SENTENCE ? text : text.substring(0, LONGEST_SENTENCE) + "…";
    }
}
