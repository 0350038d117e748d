package io.slipway.kernel;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How an instance is called among those of its app: {@code worker/2}, of the web process by the number alone.
 *
 * @param index position among the process's instances, from 0
 */
public record InstanceName(String process, int index) implements Comparable<InstanceName> {

    private static final Comparator<InstanceName> ORDER =
            Comparator.comparing(InstanceName::process, ProcessType.WEB_FIRST).thenComparingInt(InstanceName::index);

    private static final Pattern KEY = Pattern.compile("(?:([a-z][a-z0-9-]{0,31})\\.)?(\\d{1,4})");

    /** One of the web process. */
    public static InstanceName web(int index) {
        return new InstanceName(ProcessType.WEB, index);
    }

    /** Reads what {@link #key} wrote; empty for anything else. */
    public static Optional<InstanceName> ofKey(String text) {
        var match = KEY.matcher(text);
        return match.matches()
                ? Optional.of(new InstanceName(
                        match.group(1) == null ? ProcessType.WEB : match.group(1), Integer.parseInt(match.group(2))))
                : Optional.empty();
    }

    /** As it stands in an address: {@code 0}, {@code worker.2}. */
    public String key() {
        return process.equals(ProcessType.WEB) ? Integer.toString(index) : process + "." + index;
    }

    @Override
    public int compareTo(InstanceName other) {
        return ORDER.compare(this, other);
    }

    /** As people read it. */
    @Override
    public String toString() {
        return key().replace('.', '/');
    }
}
