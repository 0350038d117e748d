package io.slipway.agent;

/** Takes what a tail reads. */
interface LogTailSink {

    /** A line; {@code text[0 … length)} is valid only during the call. */
    void line(boolean stderr, byte[] text, int length, long timeNanos);

    /** Something that the readers of the log must know, in a sentence. */
    void notice(String sentence);
}
