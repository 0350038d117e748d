package io.slipway.images;

import io.slipway.kernel.PlatformException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of an image by the grammar of the OCI distribution specification: {@code [registry[:port]/]repository[:tag][@digest]}.
 * Only what parses ever reaches an engine.
 *
 * @param registry host with optional port; null when none is written
 * @param repository lower-case path without the registry
 * @param tag null when none is written
 * @param digest {@code sha256:} and 64 hex digits; null when none is written
 */
public record ImageReference(
        @Nullable String registry,
        String repository,
        @Nullable String tag,
        @Nullable String digest) {

    /** Longest reference in characters. */
    public static final int MAX_LENGTH = 255;

    private static final String HOST_LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";
    private static final String HOST = "(?:" + HOST_LABEL + "(?:\\." + HOST_LABEL + ")*|\\[[a-fA-F0-9:]+])(?::[0-9]{1,5})?";
    private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*";

    // A first component is a registry when no repository could be named so: it has a dot or port, or is "localhost".
    private static final Pattern GRAMMAR = Pattern.compile("(?:(?<registry>(?=[^/]*[.:]|localhost/)" + HOST + ")/)?"
            + "(?<repository>" + COMPONENT + "(?:/" + COMPONENT + ")*)"
            + "(?::(?<tag>[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127}))?"
            + "(?:@(?<digest>sha256:[a-f0-9]{64}))?");

    /**
     * Reads a reference.
     *
     * @throws PlatformException.Invalid {@code invalid-image-reference}, field {@code image}
     */
    public static ImageReference parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw invalid("An image reference has at most " + MAX_LENGTH + " characters; this one has " + text.length() + ".");
        }
        var matcher = GRAMMAR.matcher(text);
        if (!matcher.matches()) {
            throw invalid(explain(text));
        }
        return of(matcher);
    }

    /** Whether it names exactly one image, by digest. */
    public boolean isPinned() {
        return digest != null;
    }

    /** The tag, the digest or {@code latest}: what tells two images of one repository apart. */
    public String version() {
        return Optional.ofNullable(tag).or(() -> Optional.ofNullable(digest)).orElse("latest");
    }

    /** Registry and repository as written. */
    public String name() {
        return registry == null ? repository : registry + "/" + repository;
    }

    /** The reference as it was written. */
    @Override
    public String toString() {
        return name() + (tag == null ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
    }

    private static ImageReference of(Matcher matcher) {
        return new ImageReference(
                matcher.group("registry"),
                matcher.group("repository"),
                matcher.group("tag"),
                matcher.group("digest"));
    }

    private static String explain(String text) {
        if (text.isBlank()) {
            return "Name an image, for example nginx:1.27 or registry.example.com/team/app:2.";
        }
        if (text.indexOf('@') >= 0) {
            return "This is not an image reference: after @ there must be sha256: and 64 hexadecimal digits.";
        }
        if (!text.equals(text.strip())) {
            return "This is not an image reference: remove the blanks around it.";
        }
        if (text.chars().anyMatch(Character::isUpperCase)) {
            return "This is not an image reference: repository names are lower case.";
        }
        return "This is not an image reference. Write it as name:tag, for example nginx:1.27 or"
                + " registry.example.com/team/app:2.";
    }

    private static PlatformException invalid(String sentence) {
        return new PlatformException.Invalid("invalid-image-reference", "image", sentence);
    }
}
