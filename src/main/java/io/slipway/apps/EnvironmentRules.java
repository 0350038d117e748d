package io.slipway.apps;

import io.slipway.kernel.PlatformException;
import io.slipway.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Which environments an app may have. Values are passed on as they are, never expanded. */
public final class EnvironmentRules {

    /** Longest value in bytes of UTF-8; Linux limits one string to twice that. */
    public static final int MAX_VALUE_BYTES = 64 * 1024;

    /** Names and values together, in bytes of UTF-8. */
    public static final int MAX_TOTAL_BYTES = 256 * 1024;

    /** Most variables of one app. */
    public static final int MAX_ENTRIES = 1000;

    /** Longest name. */
    public static final int MAX_NAME = 256;

    // The names of a release stand in one column of 65,535 characters, with quotes and commas between them.
    private static final int MAX_ALL_NAMES = 60_000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> RESERVED = Set.of("PORT", "MEMORY_LIMIT");
    private static final Set<String> RESERVED_PREFIXES = Set.of("VCAP_", "CF_INSTANCE_");

    private EnvironmentRules() {}

    /**
     * Checks a whole environment.
     *
     * @throws PlatformException.Invalid with field {@code environment.NAME}, or {@code environment} when it is too large
     */
    public static void require(Map<String, Secret> environment) {
        if (environment.size() > MAX_ENTRIES) {
            throw tooLarge("An app has at most " + MAX_ENTRIES + " variables; these are " + environment.size() + ".");
        }
        new TreeMap<>(environment).forEach((name, value) -> problem(name, value.reveal()).ifPresent(sentence -> {
            throw new PlatformException.Invalid("invalid-environment", "environment." + shortened(name), sentence);
        }));
        requireTotal(environment);
    }

    /** What is wrong with one variable, as a sentence; empty when nothing is. */
    public static Optional<String> problem(String name, String value) {
        if (name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
            return Optional.of("A variable's name has letters, digits and underscores, does not begin with a digit, and has at"
                    + " most " + MAX_NAME + " characters.");
        }
        if (isReserved(name)) {
            return Optional.of(name + " is set by the platform and cannot be changed.");
        }
        if (value.indexOf('\0') >= 0) {
            return Optional.of("The value of " + name + " contains a NUL character, which no environment can hold.");
        }
        int bytes = bytes(value);
        return bytes <= MAX_VALUE_BYTES
                ? Optional.empty()
                : Optional.of("The value of " + name + " has " + bytes + " bytes; " + MAX_VALUE_BYTES + " are allowed.");
    }

    /** Whether the platform sets this variable itself. */
    public static boolean isReserved(String name) {
        return RESERVED.contains(name) || RESERVED_PREFIXES.stream().anyMatch(name::startsWith);
    }

    private static void requireTotal(Map<String, Secret> environment) {
        int names = environment.keySet().stream().mapToInt(String::length).sum();
        int values = environment.values().stream()
                .mapToInt(value -> bytes(value.reveal()))
                .sum();
        if (names > MAX_ALL_NAMES) {
            throw tooLarge("All names together have at most " + MAX_ALL_NAMES + " characters; these have " + names + ".");
        }
        if (names + values > MAX_TOTAL_BYTES) {
            throw tooLarge("An environment has at most " + MAX_TOTAL_BYTES + " bytes; this one has " + (names + values) + ".");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String shortened(String name) {
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
    }

    private static PlatformException tooLarge(String sentence) {
        return new PlatformException.Invalid("environment-too-large", "environment", sentence);
    }
}
