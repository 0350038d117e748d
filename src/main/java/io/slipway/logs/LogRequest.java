package io.slipway.logs;

import io.slipway.kernel.AppId;
import io.slipway.kernel.PlatformException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the parameters that log requests of console and API have in common. */
public final class LogRequest {

    private static final int DEFAULT_LIMIT = 500;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long LATEST_MILLIS = Long.MAX_VALUE / NANOS_PER_MILLI;

    private final Function<String, @Nullable String> parameter;

    /** Takes the parameters by name; null where one is absent. */
    public LogRequest(Function<String, @Nullable String> parameter) {
        this.parameter = parameter;
    }

    /**
     * The query of {@code after, before, from, to, q, level, instance, process, newest, limit}: the newest lines unless {@code after} or
     * {@code from} says where to start; {@code newest=true} takes the newest lines also behind {@code from}.
     *
     * @throws PlatformException.Invalid naming the parameter
     */
    public LogQuery query(AppId appId) {
        long from = number("from", 0);
        long to = number("to", LATEST_MILLIS);
        long after = number("after", 0);
        var filter = filter();
        return new LogQuery(
                appId,
                Math.min(from, LATEST_MILLIS) * NANOS_PER_MILLI,
                to >= LATEST_MILLIS ? Long.MAX_VALUE : to * NANOS_PER_MILLI,
                after,
                number("before", Long.MAX_VALUE),
                filter.words(),
                filter.withoutWords(),
                filter.levels(),
                filter.writers(),
                filter.sources(),
                after == 0 && (from == 0 || Boolean.parseBoolean(text("newest"))),
                Math.clamp(number("limit", DEFAULT_LIMIT), 1, LogQuery.LARGEST_LIMIT));
    }

    /** The filter of {@code q}, {@code level}, {@code instance} and {@code process} together. */
    public LogFilter filter() {
        var text = new StringBuilder(text("q"));
        if (!text("level").isEmpty()) {
            text.append(" level:").append(text("level"));
        }
        if (!text("instance").isEmpty()) {
            text.append(" instance:").append(text("instance"));
        }
        if (!text("process").isEmpty()) {
            text.append(" process:").append(text("process"));
        }
        return LogFilter.parse(text.toString());
    }

    /** A whole number that is not negative. */
    public long number(String name, long otherwise) {
        var text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as for a negative number.
        }
        throw new PlatformException.Invalid(
                "invalid-number", name, "\"" + name + "\" must be a whole number, 0 or more.");
    }

    private String text(String name) {
        var value = parameter.apply(name);
        return value == null ? "" : value.strip();
    }
}
