package io.slipway.scheduler;

/** Why one host does not take a request. */
public sealed interface Refusal {

    /** The host's name. */
    String host();

    /** It does not answer or has a complaint; {@code why} is a sentence without a full stop. */
    record NotReady(String host, String why) implements Refusal {}

    /** Its instances move elsewhere, so it takes none. */
    record Draining(String host) implements Refusal {}

    /** It takes no new work. */
    record Cordoned(String host) implements Refusal {}

    /** Too little memory is free; in bytes. */
    record ShortOfMemory(String host, long wanted, long free) implements Refusal {}

    /** Too little CPU is free; in thousandths of a core. */
    record ShortOfCpu(String host, long wanted, long free) implements Refusal {}
}
