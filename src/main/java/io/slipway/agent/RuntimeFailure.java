package io.slipway.agent;

/** The engine refused or could not be asked. The message is the engine's own, made fit for people where that is possible. */
public final class RuntimeFailure extends RuntimeException {

    /** What a caller can do about it. */
    public enum Kind {
        /** The engine does not answer: try again later. */
        ENGINE_UNAVAILABLE,
        /** The container, network or image does not exist. */
        NOT_FOUND,
        /** A name or an address is taken. */
        CONFLICT,
        /** No registry has the image, or it may not be read. */
        IMAGE_NOT_FOUND,
        /** The registry does not answer. */
        REGISTRY_UNREACHABLE,
        /** The command of a container cannot run: entry point missing, not executable. */
        CANNOT_START,
        /** The engine's disk is full: may pass once somebody makes room. */
        DISK_FULL,
        /** The second lock refused the container. */
        REFUSED,
        /** Anything else. */
        OTHER
    }

    private final Kind kind;

    /** A failure of a kind; {@code sentence} is for people. */
    public RuntimeFailure(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    /** A failure of a kind with its cause. */
    public RuntimeFailure(Kind kind, String sentence, Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
    }

    /** The kind. */
    public Kind kind() {
        return kind;
    }

    /** The sentence; never null here. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
