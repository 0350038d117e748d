package io.slipway.kernel;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that a caller can act on. Carries a stable code (part of the API: {@code /problems/<code>}) and a sentence with the
 * cause and the next step. Programming errors are not this; they are {@link IllegalStateException} and its like.
 */
public sealed class PlatformException extends RuntimeException {

    private final String code;
    private final @Nullable String field;

    private PlatformException(String code, @Nullable String field, String sentence) {
        super(sentence);
        this.code = code;
        this.field = field;
    }

    /** The stable code, lower case with hyphens. */
    public String code() {
        return code;
    }

    /** The input field at fault, where one is. */
    public Optional<String> field() {
        return Optional.ofNullable(field);
    }

    /** The sentence for people; never null here. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** The thing does not exist, or the caller may not know that it does. */
    public static final class NotFound extends PlatformException {
        public NotFound(String sentence) {
            super("not-found", null, sentence);
        }
    }

    /** The caller may see the thing but lacks the role for this. */
    public static final class Forbidden extends PlatformException {
        public Forbidden(String sentence) {
            super("forbidden", null, sentence);
        }
    }

    /** The request does not fit the present state: a name taken, changed meanwhile. */
    public static final class Conflict extends PlatformException {
        public Conflict(String code, String field, String sentence) {
            super(code, field, sentence);
        }

        public Conflict(String code, String sentence) {
            super(code, null, sentence);
        }
    }

    /** The input is wrong; names the field. */
    public static final class Invalid extends PlatformException {
        public Invalid(String code, String field, String sentence) {
            super(code, field, sentence);
        }
    }

    /** A quota forbids it. */
    public static final class QuotaExceeded extends PlatformException {
        public QuotaExceeded(String sentence) {
            super("quota-exceeded", null, sentence);
        }
    }

    /** Too many tries; wait. */
    public static final class Throttled extends PlatformException {
        private final long retryAfterSeconds;

        public Throttled(String sentence, long retryAfterSeconds) {
            super("too-many-requests", null, sentence);
            this.retryAfterSeconds = retryAfterSeconds;
        }

        /** Seconds after which a new try has a chance. */
        public long retryAfterSeconds() {
            return retryAfterSeconds;
        }
    }

    /** Something that Slipway needs does not answer now; the same request may work later. */
    public static final class Unavailable extends PlatformException {
        public Unavailable(String code, String sentence) {
            super(code, null, sentence);
        }
    }
}
